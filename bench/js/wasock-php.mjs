// The contestant in JavaScript, on wasock/php: php/rounds.php line by line.
//
// Reads "row iterations port" lines, does one round each, and answers with the nanoseconds that the measured part took.
/** @import { Socket } from 'wasock/php' */
import { createInterface } from 'node:readline';
import { hrtime } from 'node:process';
import { AF_INET, AF_UNIX, createPhp, PHP_NORMAL_READ, SOCK_DGRAM, SOCK_STREAM, SOL_TCP } from 'wasock/php';

const BLOCK = 64 << 10;
const LARGE = 1 << 20;
const DATAGRAM = 512;
const LINE = 80;
const php = createPhp({ policy: { connect: ['127.0.0.1'], bind: ['127.0.0.1'] } });

/** @param {string} what @returns {never} */
function fail(what) {
  throw new Error(`${what}: ${php.socketStrerror(php.socketLastError())}`);
}

/** @param {number} port @param {string} mode */
function dial(port, mode) {
  const socket = php.socketCreate(AF_INET, SOCK_STREAM, SOL_TCP) ?? fail('create');
  if (!php.socketConnect(socket, '127.0.0.1', port)) fail('connect');
  if (php.socketWrite(socket, mode) !== 1) fail('write');
  return socket;
}

/**
 * The time since `start`; closes the sockets of the round, as PHP does where nothing refers to them any more.
 *
 * @param {bigint} start @param {readonly Socket[]} sockets
 */
function since(start, ...sockets) {
  const took = Number(hrtime.bigint() - start);
  for (const socket of sockets) php.socketClose(socket);
  return took;
}

/** @param {number} n */
function pair(n) {
  const [a, b] = php.socketCreatePair(AF_UNIX, SOCK_STREAM, 0) ?? fail('pair');
  const data = new Uint8Array(64).fill(120);
  const start = hrtime.bigint();
  for (let i = 0; i < n; i++) {
    if (php.socketWrite(a, data) !== 64) fail('write');
    if (php.socketRead(b, 64)?.length !== 64) fail('read');
  }
  return since(start, a, b);
}

/** @param {number} n @param {number} port */
function echoTrips(n, port) {
  const socket = dial(port, 'e');
  const data = new Uint8Array(64).fill(120);
  const start = hrtime.bigint();
  for (let i = 0; i < n; i++) {
    if (php.socketWrite(socket, data) !== 64) fail('write');
    if (php.socketRead(socket, 64)?.length !== 64) fail('read');
  }
  return since(start, socket);
}

/** @param {number} type */
function bound(type) {
  const socket = php.socketCreate(AF_INET, type, 0) ?? fail('create');
  if (!php.socketBind(socket, '127.0.0.1')) fail('bind');
  return socket;
}

/** @param {Socket} socket */
const portOf = (socket) => php.socketGetsockname(socket)?.port ?? fail('getsockname');

/** @param {number} n */
function datagrams(n) {
  const a = bound(SOCK_DGRAM);
  const b = bound(SOCK_DGRAM);
  if (!php.socketConnect(a, '127.0.0.1', portOf(b)) || !php.socketConnect(b, '127.0.0.1', portOf(a))) fail('connect');
  const data = new Uint8Array(DATAGRAM).fill(120);
  const start = hrtime.bigint();
  for (let i = 0; i < n; i++) {
    if (php.socketWrite(a, data) !== DATAGRAM) fail('write');
    if (php.socketRead(b, DATAGRAM)?.length !== DATAGRAM) fail('read');
  }
  return since(start, a, b);
}

/** @param {number} n @param {number} port */
function connects(n, port) {
  const start = hrtime.bigint();
  for (let i = 0; i < n; i++) {
    const socket = php.socketCreate(AF_INET, SOCK_STREAM, SOL_TCP) ?? fail('create');
    if (!php.socketConnect(socket, '127.0.0.1', port)) fail('connect');
    php.socketClose(socket);
  }
  return since(start);
}

/** @param {number} n @param {number} port */
function accepts(n, port) {
  const listener = bound(SOCK_STREAM);
  if (!php.socketListen(listener, 128)) fail('listen');
  const visitor = dial(port, 'a');
  const own = portOf(listener);
  php.socketWrite(visitor, Uint8Array.of(own >> 8, own & 255));
  const start = hrtime.bigint();
  for (let i = 0; i < n; i++) php.socketClose(php.socketAccept(listener) ?? fail('accept'));
  return since(start, listener, visitor);
}

/** @param {number} n @param {number} port @param {number} size */
function sendBlocks(n, port, size) {
  const socket = dial(port, 's');
  const data = new Uint8Array(size).fill(120);
  const start = hrtime.bigint();
  for (let i = 0; i < n; i++) if (php.socketWrite(socket, data) !== size) fail('write');
  php.socketShutdown(socket, 1);
  if (php.socketRead(socket, 1)?.length !== 1) fail('read');
  return since(start, socket);
}

/** @param {number} n @param {number} port @param {number} size */
function receiveBlocks(n, port, size) {
  const socket = dial(port, 'g');
  const start = hrtime.bigint();
  for (let left = n * size; left > 0;) {
    const got = php.socketRead(socket, size)?.length ?? 0;
    if (got <= 0) fail('read');
    left -= got;
  }
  return since(start, socket);
}

/** @param {number} n @param {number} count @param {number} port */
function selectAmong(n, count, port) {
  const sockets = Array.from({ length: count }, (_, i) => dial(port, i === count >> 1 ? 'r' : 'i'));
  php.socketSelect(sockets, null, null); // until the byte is there
  const start = hrtime.bigint();
  for (let i = 0; i < n; i++) if (php.socketSelect(sockets, null, null)?.count !== 1) fail('select');
  return since(start, ...sockets);
}

/** @param {number} n @param {number} port */
function lines(n, port) {
  const socket = dial(port, 'g');
  const start = hrtime.bigint();
  for (let i = 0; i < n; i++) if (php.socketRead(socket, 1024, PHP_NORMAL_READ)?.length !== LINE) fail('line');
  return since(start, socket);
}

/** @type {Record<string, (n: number, port: number) => number>} */
const ROUNDS = {
  pair,
  echo: echoTrips,
  udp: datagrams,
  connect: connects,
  accept: accepts,
  send: (n, port) => sendBlocks(n, port, BLOCK),
  receive: (n, port) => receiveBlocks(n, port, BLOCK),
  'send-large': (n, port) => sendBlocks(n, port, LARGE),
  'receive-large': (n, port) => receiveBlocks(n, port, LARGE),
  'select-2': (n, port) => selectAmong(n, 2, port),
  'select-100': (n, port) => selectAmong(n, 100, port),
  'select-1000': (n, port) => selectAmong(n, 1000, port),
  'select-10000': (n, port) => selectAmong(n, 10_000, port),
  lines,
};

for await (const command of createInterface({ input: process.stdin })) {
  const [row = '', n, port] = command.split(' ');
  console.log(ROUNDS[row]?.(Number(n), Number(port)) ?? -1);
}
