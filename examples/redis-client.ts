// A client of Redis, over TCP or over its local socket: a small value and one of 10 MB, there and back.
//
//   npx wasock run examples/redis-client.ts --allow-connect 127.0.0.1:6379 -- 127.0.0.1 6379
//   npx wasock run examples/redis-client.ts --allow-connect unix:/run/redis/redis.sock -- /run/redis/redis.sock

import {
  AF_INET,
  AF_UNIX,
  MSG_WAITALL,
  PHP_NORMAL_READ,
  Ref,
  SOCK_STREAM,
  Socket,
  socket_close,
  socket_connect,
  socket_create,
  socket_last_error,
  socket_read,
  socket_recv,
  socket_strerror,
  socket_write,
} from 'wasock';

const MEGABYTE = 1 << 20;

const address = process.argv[1];
const local = address.startsWith('/');
const redis = socket_create(local ? AF_UNIX : AF_INET, SOCK_STREAM, 0)!;
if (!socket_connect(redis, address, local ? -1 : <i32>parseInt(process.argv[2]))) fail('socket_connect()');

console.log('SET greeting: ' + set('greeting', String.UTF8.encode('Hello from WebAssembly')));
console.log('GET greeting: ' + String.UTF8.decode(get('greeting')!));
console.log('GET nothing: ' + (get('nothing') === null ? 'nil' : 'something'));

const sent = noise(10 * MEGABYTE);
console.log('SET big: ' + set('big', sent) + ', hash ' + hash(sent).toString(16));
const received = get('big')!;
console.log('GET big: ' + received.byteLength.toString() + ' bytes, hash ' + hash(received).toString(16));
socket_close(redis);

/** The status that Redis answers. */
function set(key: string, value: ArrayBuffer): string {
  send('*3\r\n$3\r\nSET\r\n' + bulk(key) + '$' + value.byteLength.toString() + '\r\n');
  writeAll(value);
  send('\r\n');
  return line().substr(1);
}

/** The value, or null where there is none. */
function get(key: string): ArrayBuffer | null {
  send('*2\r\n$3\r\nGET\r\n' + bulk(key));
  const length = <i32>parseInt(line().substr(1));
  if (length === -1) return null;
  const value = exactly(length);
  exactly(2); // the line's end after the value
  return value;
}

/** A string as Redis wants it: its length, then itself (keys here are ASCII). */
function bulk(text: string): string {
  return '$' + text.length.toString() + '\r\n' + text + '\r\n';
}

function send(text: string): void {
  writeAll(String.UTF8.encode(text));
}

/** A write may take less than all; then the rest is written. */
function writeAll(data: ArrayBuffer): void {
  let rest = data;
  while (rest.byteLength > 0) {
    const written = socket_write(redis, rest);
    if (written === -1) fail('socket_write()');
    rest = rest.slice(written);
  }
}

/** One line of Redis' answer. PHP_NORMAL_READ ends at the carriage return; the line feed is still to come. */
function line(): string {
  const text = socket_read(redis, 1024, PHP_NORMAL_READ);
  if (text === null) return fail('socket_read()');
  exactly(1);
  return String.UTF8.decode(text).trimEnd();
}

function exactly(length: i32): ArrayBuffer {
  const buf = new Ref<ArrayBuffer | null>(null);
  const received = socket_recv(redis, buf, length, MSG_WAITALL);
  if (received !== length) fail('socket_recv()');
  return buf.value!;
}

/** Bytes without a pattern (xorshift32), the same ones each time. */
function noise(length: i32): ArrayBuffer {
  const bytes = new Uint8Array(length);
  let x: u32 = 2463534242;
  for (let i = 0; i < length; i++) {
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    bytes[i] = <u8>x;
  }
  return bytes.buffer;
}

/** FNV-1a, 32 bits. */
function hash(data: ArrayBuffer): u32 {
  const bytes = Uint8Array.wrap(data);
  let h: u32 = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) h = (h ^ bytes[i]) * 0x01000193;
  return h;
}

function fail(what: string): string {
  console.log(what + ' failed: ' + socket_strerror(socket_last_error(redis)));
  process.exit(1);
  return '';
}
