// Functions for a program that calls them, with every type that crosses.
import { AF_UNIX, SOCK_STREAM, Socket, getmypid, socket_create_pair, socket_import_named, socket_read, socket_write } from 'wasock';

/** What begins the guest runs before the first call, once. */
let calls = 0;
console.log('begun');

export function count(): i32 {
  return ++calls;
}

export function greet(name: string, times: i32): string {
  return 'Hello, ' + name + '!'.repeat(times);
}

export function reverse(data: Uint8Array): Uint8Array {
  return data.reverse();
}

/** A view of a part of its buffer. */
export function middle(data: Uint8Array): Uint8Array {
  return data.subarray(1, data.length - 1);
}

export function numbers(a: i8, b: u8, c: i16, d: u16, e: u32, f: i64, g: u64, h: f32, i: f64, j: bool): string {
  return `${a} ${b} ${c} ${d} ${e} ${f} ${g} ${h} ${i} ${j}`;
}

export function negative(): i8 {
  return -1;
}

export function large(): u64 {
  return u64.MAX_VALUE;
}

export function isEven(value: u32): bool {
  return value % 2 == 0;
}

/** Through a pair of sockets. */
export function through(data: ArrayBuffer): ArrayBuffer {
  const pair: Socket[] = [];
  socket_create_pair(AF_UNIX, SOCK_STREAM, 0, pair);
  socket_write(pair[0], data);
  return socket_read(pair[1], data.byteLength)!;
}

/** What comes by a channel, which it may have to wait for. */
export function hear(): string {
  return String.UTF8.decode(socket_read(socket_import_named('channel')!, 100)!);
}

export function fail(): void {
  unreachable();
}

export function leave(): void {
  process.exit(7);
}

export function spin(): void {
  for (let i: u64 = 0; ; i++) if (i == u64.MAX_VALUE) break;
}

function id(list: i32): i32 {
  return list + getmypid() - getmypid();
}

export { id as same };
