// What the guests that test/php/guest/translate.ts makes share: they print the transcript that test/php/run.php prints, except
// for the warnings, which the test puts between the lines.
import { Socket, socket_clear_error, socket_last_error } from 'wasock';

/** Values of references that nothing has been written to: PHP's null. */
export const UNSET: i32 = i32.MIN_VALUE + 1;
export const UNSET_TEXT: string = '\uFFFF';

/** Begins a line. A line that asks for the last error finds that of the line before. */
export function begin(source: string, asksForError: bool): void {
  if (!asksForError) socket_clear_error();
  console.log('> ' + source);
}

export function result(text: string): void {
  console.log('= ' + text);
}

/** A statement that is left out: it takes what `$name` lacks. */
export function without(name: string): void {
  console.log('without $' + name);
}

export function variable(name: string, text: string): void {
  console.log('$' + name + ' = ' + text);
}

export function end(): void {
  const error = socket_last_error();
  if (error != 0) console.log('errno ' + error.toString());
}

export function boolText(value: bool): string {
  return value ? 'TRUE' : 'FALSE';
}

export function intText(value: i32): string {
  return value == UNSET ? 'NULL' : value.toString();
}

export function countText(value: i32): string {
  return value == -1 ? 'FALSE' : value.toString();
}

export function floatText(value: f64): string {
  return value.toString();
}

export function textText(value: string | null, none: string = 'FALSE'): string {
  if (value === null) return none;
  return value == UNSET_TEXT ? 'NULL' : quoted(String.UTF8.encode(value));
}

export function dataText(value: ArrayBuffer | null, none: string = 'FALSE'): string {
  return value === null ? none : quoted(value);
}

export function textsText(values: string[] | null): string {
  return values === null ? 'FALSE' : '[' + values.map<string>((value) => textText(value)).join(', ') + ']';
}

export function buffersText(values: ArrayBuffer[]): string {
  return '[' + values.map<string>((value) => quoted(value)).join(', ') + ']';
}

/** The names that sockets have, at their places in `named`: those of the variables that first held them. */
const named: Socket[] = [];
const names: string[] = [];

export function nameSocket(socket: Socket | null, name: string): void {
  if (socket === null || named.includes(socket)) return;
  named.push(socket);
  names.push(name);
}

export function socketText(socket: Socket | null): string {
  if (socket === null) return 'FALSE';
  const at = named.indexOf(socket);
  return at < 0 ? 'Socket' : '$' + names[at];
}

export function socketsText(sockets: Socket[] | null): string {
  return sockets === null ? 'NULL' : '[' + sockets.map<string>((socket) => socketText(socket)).join(', ') + ']';
}

/** An array that a function was to make: it is empty where the function has made none. */
export function pairText(sockets: Socket[]): string {
  return sockets.length == 0 ? 'NULL' : socketsText(sockets);
}

/** As PHP writes arrays with keys: pairs of key and text. */
export function keyedText(pairs: string[]): string {
  const parts: string[] = [];
  for (let i = 0; i < pairs.length; i += 2) parts.push("'" + pairs[i] + "' => " + pairs[i + 1]);
  return '[' + parts.join(', ') + ']';
}

/** How many bytes of a long string are shown: at its beginning, and at its end. */
const HEAD: i32 = 32;
const TAIL: i32 = 8;
const LONG: i32 = 200;

function quoted(data: ArrayBuffer): string {
  const length = data.byteLength;
  if (length <= LONG) return escaped(data, 0, length);
  return escaped(data, 0, HEAD) + '...' + escaped(data, length - TAIL, length) + ' (' + length.toString() + ' bytes)';
}

function escaped(data: ArrayBuffer, from: i32, to: i32): string {
  const bytes = Uint8Array.wrap(data);
  let text = '"';
  for (let i = from; i < to; i++) text += escapedByte(bytes[i]);
  return text + '"';
}

function escapedByte(byte: u8): string {
  if (byte == 0x0a) return '\\n';
  if (byte == 0x0d) return '\\r';
  if (byte == 0x09) return '\\t';
  if (byte == 0x22 || byte == 0x5c) return '\\' + String.fromCharCode(byte);
  if (byte >= 0x20 && byte < 0x7f) return String.fromCharCode(byte);
  return '\\x' + (byte < 16 ? '0' : '') + (<u32>byte).toString(16);
}

/** The bytes that a string's characters stand for, one each. */
export function bytes(text: string): ArrayBuffer {
  const data = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) data[i] = <u8>text.charCodeAt(i);
  return data.buffer;
}

export function dataOf(text: string): ArrayBuffer {
  return String.UTF8.encode(text);
}

export function str_repeat(text: string, times: i32): string {
  return text.repeat(times);
}

export function substr(text: string, start: i32, length: i32): string {
  return text.substr(start, length);
}

export function strlen<T>(value: T): i32 {
  if (isString<T>()) return String.UTF8.byteLength(changetype<string>(value));
  return changetype<ArrayBuffer>(value).byteLength;
}

export function count<T>(values: T): i32 {
  return changetype<Array<Socket>>(values).length;
}
