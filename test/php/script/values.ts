// PHP's values in JavaScript, and how transcripts show them: as run.php does.
import { AddressInfo, Socket, Stream } from 'wasock/php';

/** A string's characters are bytes. A map is an array with keys. */
export type Value = null | boolean | number | string | Value[] | Map<string, Value> | Socket | Stream | AddressInfo;

/** The variables that were the first to hold a socket. */
export type Named = Map<Value, string>;

/** Strings longer than LONG are shown by their first and their last bytes. */
const LONG = 200;
const HEAD = 32;
const TAIL = 8;

export function valueText(value: Value, named: Named): string {
  if (value === null || typeof value === 'boolean') return String(value).toUpperCase();
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return quoted(value);
  if (value instanceof Socket) return named.get(value) ?? 'Socket';
  if (value instanceof Stream) return named.get(value) ?? 'Stream';
  if (value instanceof AddressInfo) return named.get(value) ?? 'AddressInfo';
  const parts = Array.isArray(value)
    ? value.map((part) => valueText(part, named))
    : Array.from(value, ([key, part]) => `'${key}' => ${valueText(part, named)}`);
  return `[${parts.join(', ')}]`;
}

function quoted(bytes: string): string {
  if (bytes.length <= LONG) return escaped(bytes);
  return `${escaped(bytes.slice(0, HEAD))}...${escaped(bytes.slice(-TAIL))} (${bytes.length} bytes)`;
}

const ESCAPES: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '"': '\\"', '\\': '\\\\' };

function escaped(bytes: string): string {
  const escape = (byte: string) => ESCAPES[byte] ?? `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`;
  return `"${bytes.replace(/[^ -~]|["\\]/g, escape)}"`;
}

/** The bytes of a text in UTF-8, a character each; and back. */
export const bytesOf = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
export const textOf = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8');

const snake = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A result of `wasock/php` as PHP has it. */
export function toPhp(value: unknown): Value {
  if (value === undefined) return false;
  if (typeof value === 'string') return bytesOf(value);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1');
  if (value instanceof Socket || value instanceof Stream || value instanceof AddressInfo) return value;
  if (Array.isArray(value)) return value.map(toPhp);
  if (typeof value !== 'object' || value === null) throw new TypeError(`an unknown result: ${String(value)}`);
  if ('tag' in value && 'val' in value) return toPhp(value.val);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return new Map(fields.map(([key, field]) => [snake(key), toPhp(field)]));
}
