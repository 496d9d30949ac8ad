// The contestant in wasock; the same guest runs over both links.
//
// Reads "row iterations port" lines, does one round each, and answers with the
// nanoseconds that the measured part took.

import {
  AF_INET, AF_UNIX, PHP_NORMAL_READ, SOCK_DGRAM, SOCK_STREAM, SOL_TCP,
  Ref, Socket,
  socket_accept, socket_bind, socket_close, socket_connect, socket_create, socket_create_pair, socket_getsockname,
  socket_last_error, socket_listen, socket_read, socket_select, socket_shutdown, socket_strerror, socket_write,
} from "wasock";

const BLOCK = 64 << 10;
const LARGE = 1 << 20;
const DATAGRAM = 512;
const LINE = 80;

function fail(what: string): void {
  throw new Error(what + ": " + socket_strerror(socket_last_error()));
}

function dial(port: i32, mode: string): Socket {
  const socket = socket_create(AF_INET, SOCK_STREAM, SOL_TCP)!;
  if (!socket_connect(socket, "127.0.0.1", port)) fail("connect");
  if (socket_write(socket, mode) != 1) fail("write");
  return socket;
}

function pair(n: i32): u64 {
  const both: Socket[] = [];
  if (!socket_create_pair(AF_UNIX, SOCK_STREAM, 0, both)) fail("pair");
  const a = both[0];
  const b = both[1];
  const data = new ArrayBuffer(64);
  const start = process.hrtime();
  for (let i = 0; i < n; i++) {
    if (socket_write(a, data) != 64) fail("write");
    if (socket_read(b, 64)!.byteLength != 64) fail("read");
  }
  const took = process.hrtime() - start;
  socket_close(a);
  socket_close(b);
  return took;
}

function echo(n: i32, port: i32): u64 {
  const socket = dial(port, "e");
  const data = new ArrayBuffer(64);
  const start = process.hrtime();
  for (let i = 0; i < n; i++) {
    if (socket_write(socket, data) != 64) fail("write");
    if (socket_read(socket, 64)!.byteLength != 64) fail("read");
  }
  const took = process.hrtime() - start;
  socket_close(socket);
  return took;
}

function bound(type: i32): Socket {
  const socket = socket_create(AF_INET, type, 0)!;
  if (!socket_bind(socket, "127.0.0.1")) fail("bind");
  return socket;
}

function portOf(socket: Socket): i32 {
  const address = new Ref<string>("");
  const port = new Ref<i32>(0);
  if (!socket_getsockname(socket, address, port)) fail("getsockname");
  return port.value;
}

function datagrams(n: i32): u64 {
  const a = bound(SOCK_DGRAM);
  const b = bound(SOCK_DGRAM);
  if (!socket_connect(a, "127.0.0.1", portOf(b)) || !socket_connect(b, "127.0.0.1", portOf(a))) fail("connect");
  const data = new ArrayBuffer(DATAGRAM);
  const start = process.hrtime();
  for (let i = 0; i < n; i++) {
    if (socket_write(a, data) != DATAGRAM) fail("write");
    if (socket_read(b, DATAGRAM)!.byteLength != DATAGRAM) fail("read");
  }
  const took = process.hrtime() - start;
  socket_close(a);
  socket_close(b);
  return took;
}

function connects(n: i32, port: i32): u64 {
  const start = process.hrtime();
  for (let i = 0; i < n; i++) {
    const socket = socket_create(AF_INET, SOCK_STREAM, SOL_TCP)!;
    if (!socket_connect(socket, "127.0.0.1", port)) fail("connect");
    socket_close(socket);
  }
  return process.hrtime() - start;
}

function accepts(n: i32, port: i32): u64 {
  const listener = bound(SOCK_STREAM);
  if (!socket_listen(listener, 128)) fail("listen");
  const visitor = dial(port, "a");
  const own = portOf(listener);
  const bytes = new Uint8Array(2);
  bytes[0] = <u8>(own >> 8);
  bytes[1] = <u8>own;
  if (socket_write(visitor, bytes) != 2) fail("write");
  const start = process.hrtime();
  for (let i = 0; i < n; i++) {
    const socket = socket_accept(listener);
    if (socket === null) fail("accept");
    socket_close(socket!);
  }
  const took = process.hrtime() - start;
  socket_close(listener);
  socket_close(visitor);
  return took;
}

function sendBlocks(n: i32, port: i32, size: i32): u64 {
  const socket = dial(port, "s");
  const data = new ArrayBuffer(size);
  const start = process.hrtime();
  for (let i = 0; i < n; i++) {
    if (socket_write(socket, data) != size) fail("write");
  }
  socket_shutdown(socket, 1);
  if (socket_read(socket, 1)!.byteLength != 1) fail("read");
  const took = process.hrtime() - start;
  socket_close(socket);
  return took;
}

function receiveBlocks(n: i32, port: i32, size: i32): u64 {
  const socket = dial(port, "g");
  const start = process.hrtime();
  for (let left = <i64>n * size; left > 0; ) {
    const got = socket_read(socket, size)!.byteLength;
    if (got == 0) fail("read");
    left -= got;
  }
  const took = process.hrtime() - start;
  socket_close(socket);
  return took;
}

function selectAmong(n: i32, count: i32, port: i32): u64 {
  const sockets: Socket[] = [];
  for (let i = 0; i < count; i++) sockets.push(dial(port, i == count / 2 ? "r" : "i"));
  let read = sockets.slice();
  socket_select(read, null, null); // until the byte is there
  const start = process.hrtime();
  for (let i = 0; i < n; i++) {
    read = sockets.slice();
    if (socket_select(read, null, null) != 1) fail("select");
  }
  const took = process.hrtime() - start;
  for (let i = 0; i < count; i++) socket_close(sockets[i]);
  return took;
}

function lines(n: i32, port: i32): u64 {
  const socket = dial(port, "g");
  const start = process.hrtime();
  for (let i = 0; i < n; i++) {
    if (socket_read(socket, 1024, PHP_NORMAL_READ)!.byteLength != LINE) fail("line");
  }
  const took = process.hrtime() - start;
  socket_close(socket);
  return took;
}

function round(row: string, n: i32, port: i32): u64 {
  if (row == "pair") return pair(n);
  if (row == "echo") return echo(n, port);
  if (row == "udp") return datagrams(n);
  if (row == "connect") return connects(n, port);
  if (row == "accept") return accepts(n, port);
  if (row == "send") return sendBlocks(n, port, BLOCK);
  if (row == "receive") return receiveBlocks(n, port, BLOCK);
  if (row == "send-large") return sendBlocks(n, port, LARGE);
  if (row == "receive-large") return receiveBlocks(n, port, LARGE);
  if (row.startsWith("select-")) return selectAmong(n, I32.parseInt(row.substring(7)), port);
  if (row == "lines") return lines(n, port);
  throw new Error("no such row: " + row);
}

// Each read is one whole command: the next one comes after the answer.
const input = new ArrayBuffer(256);
for (let length = process.stdin.read(input); length > 0; length = process.stdin.read(input)) {
  const words = String.UTF8.decode(input.slice(0, length)).trim().split(" ");
  console.log(round(words[0], I32.parseInt(words[1]), I32.parseInt(words[2])).toString());
}
