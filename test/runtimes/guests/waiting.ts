// Waiting: time limits, modes, and select.

import {
  AF_INET,
  AF_UNIX,
  MSG_OOB,
  SOCKET_EAGAIN,
  SOCKET_EINPROGRESS,
  SOCK_DGRAM,
  SOCK_STREAM,
  SOL_SOCKET,
  SO_RCVTIMEO,
  SO_SNDTIMEO,
  Socket,
  socket_accept,
  socket_connect,
  socket_create_pair,
  socket_get_option,
  socket_read,
  socket_select,
  socket_send,
  socket_sendto,
  socket_set_block,
  socket_set_nonblock,
  socket_set_option,
  socket_write,
  TimeVal,
} from 'wasock';
import {
  bound, connected, connectTo, create, datagrams, expect, failure, fails, listening, NO, now, portOf, probe, read, YES,
} from './probe';

/** A time limit, in milliseconds; and how much too early a clock may say that it is over. */
const LIMIT: i32 = 60;
const EARLY: i32 = 10;

/** More than the buffers of a connection hold. */
const MUCH: i32 = 1 << 25;

export function waiting(): void {
  probe('receive-limit', receiveLimit);
  probe('send-limit', sendLimit);
  probe('accept-limit', acceptLimit);
  probe('connect-limit', connectLimit);
  probe('limit-read-back', limitReadBack);
  probe('nonblocking-receive', nonBlockingReceive);
  probe('nonblocking-send', nonBlockingSend);
  probe('nonblocking-accept', nonBlockingAccept);
  probe('blocking-again', blockingAgain);
  probe('select-read', selectRead);
  probe('select-write', selectWrite);
  probe('select-except', selectExcept);
  probe('select-accept', selectAccept);
  probe('select-datagram', selectDatagram);
  probe('select-local', selectLocal);
  probe('select-timeout', selectTimeout);
  probe('select-many', selectMany);
}

/** Sets a time limit of a socket. */
function limit(socket: Socket, option: i32): bool {
  return socket_set_option(socket, SOL_SOCKET, option, new TimeVal(0, LIMIT * 1000));
}

/** What a call that ran into the limit gives. */
function ranOut(failed: bool, since: f64, errno: i32 = SOCKET_EAGAIN): i32 {
  const time = now() - since;
  const outcome = fails(failed, errno);
  return outcome == YES ? expect(time >= LIMIT - EARLY) : outcome;
}

function receiveLimit(): i32 {
  const pair = connected();
  if (pair.length == 0 || !limit(pair[0], SO_RCVTIMEO)) return failure();
  const start = now();
  return ranOut(socket_read(pair[0], 1) === null, start);
}

/** Nobody reads: a send takes what the buffers hold, and the next one nothing. */
function sendLimit(): i32 {
  const pair = connected();
  if (pair.length == 0 || !limit(pair[0], SO_SNDTIMEO)) return failure();
  const much = new ArrayBuffer(MUCH);
  const taken = socket_write(pair[0], much);
  if (taken < 0) return failure();
  if (taken == MUCH) return NO;
  const start = now();
  let count = 1;
  // The system may find room for a little more each time.
  for (let i = 0; i < 20 && count > 0; i++) count = socket_write(pair[0], much);
  return ranOut(count < 0, start);
}

function acceptLimit(): i32 {
  const server = listening();
  if (server === null || !limit(server, SO_RCVTIMEO)) return failure();
  const start = now();
  return ranOut(socket_accept(server) === null, start);
}

/** The listener's queue is full, so that a connection gets no answer. */
function connectLimit(): i32 {
  const server = listening(AF_INET, 0);
  if (server === null) return failure();
  const first = connectTo(server);
  if (first === null) return failure();
  // wasmtime and jco may allow more than what was asked for.
  for (let i = 0; i < 3; i++) {
    const client = create(AF_INET, SOCK_STREAM);
    if (client === null || !limit(client, SO_SNDTIMEO)) return failure();
    const start = now();
    if (!socket_connect(client, '127.0.0.1', portOf(server))) return ranOut(true, start, SOCKET_EINPROGRESS);
  }
  return NO;
}

function limitReadBack(): i32 {
  const socket = create(AF_INET, SOCK_DGRAM);
  if (socket === null || !socket_set_option(socket, SOL_SOCKET, SO_RCVTIMEO, new TimeVal(3, 500000))) return failure();
  const value = socket_get_option(socket, SOL_SOCKET, SO_RCVTIMEO);
  if (value === null) return failure();
  return expect(value.timeval.sec == 3 && value.timeval.usec == 500000);
}

function nonBlockingReceive(): i32 {
  const pair = connected();
  if (pair.length == 0 || !socket_set_nonblock(pair[0])) return failure();
  return fails(socket_read(pair[0], 1) === null, SOCKET_EAGAIN);
}

function nonBlockingSend(): i32 {
  const pair = connected();
  if (pair.length == 0 || !socket_set_nonblock(pair[0])) return failure();
  const much = new ArrayBuffer(1 << 20);
  for (let i = 0; i < 100; i++) {
    if (socket_write(pair[0], much) < 0) return fails(true, SOCKET_EAGAIN);
  }
  return NO;
}

function nonBlockingAccept(): i32 {
  const server = listening();
  if (server === null || !socket_set_nonblock(server)) return failure();
  return fails(socket_accept(server) === null, SOCKET_EAGAIN);
}

function blockingAgain(): i32 {
  const pair = connected();
  if (pair.length == 0 || !socket_set_nonblock(pair[0]) || !socket_set_block(pair[0])) return failure();
  if (!limit(pair[0], SO_RCVTIMEO)) return failure();
  const start = now();
  return ranOut(socket_read(pair[0], 1) === null, start);
}

function selectRead(): i32 {
  const pair = connected();
  if (pair.length == 0 || socket_write(pair[0], 'x') != 1) return failure();
  const sockets: Socket[] = [pair[0], pair[1]];
  const count = socket_select(sockets, null, null, 2);
  if (count < 0) return failure();
  return expect(count == 1 && sockets[0] == pair[1] && read(pair[1]) == 'x');
}

/** A full socket is ready for writing only when it has been read from. */
function selectWrite(): i32 {
  const pair = connected();
  if (pair.length == 0 || !socket_set_nonblock(pair[0])) return failure();
  const much = new ArrayBuffer(1 << 20);
  while (socket_write(pair[0], much) > 0);
  if (socket_select(null, [pair[0]], null, 0) != 0) return NO;
  let drained = 0;
  socket_set_nonblock(pair[1]);
  while (socket_select([pair[1]], null, null, 0, 20000) == 1) drained += socket_read(pair[1], 1 << 20)!.byteLength;
  return expect(drained > 0 && socket_select(null, [pair[0]], null, 2) == 1);
}

/** Out-of-band data is the exception that select knows. */
function selectExcept(): i32 {
  const pair = connected();
  if (pair.length == 0 || socket_send(pair[0], '!', 1, MSG_OOB) != 1) return failure();
  return expect(socket_select(null, null, [pair[1]], 2) == 1);
}

function selectAccept(): i32 {
  const server = listening();
  if (server === null) return failure();
  const before = socket_select([server], null, null, 0);
  if (connectTo(server) === null) return failure();
  return expect(before == 0 && socket_select([server], null, null, 2) == 1 && socket_accept(server) !== null);
}

/** Sockets of TCP and of UDP, a listener too, in all three lists. */
function selectDatagram(): i32 {
  const stream = connected();
  const datagram = datagrams();
  const server = listening();
  if (stream.length == 0 || datagram.length == 0 || server === null) return failure();
  if (socket_sendto(datagram[0], 'x', 1, 0, '127.0.0.1', portOf(datagram[1])) != 1) return failure();
  const readable: Socket[] = [server, stream[1], datagram[1]];
  const writable: Socket[] = [stream[0], datagram[0]];
  // Until the datagram has come, what is writable ends the wait at once.
  if (socket_select([datagram[1]], null, null, 2) != 1) return NO;
  const count = socket_select(readable, writable, [stream[1]], 2);
  if (count < 0) return failure();
  return expect(count == 3 && readable[0] == datagram[1] && writable.length == 2);
}

/** A socket of the guest's own among those of the network. */
function selectLocal(): i32 {
  const local: Socket[] = [];
  if (!socket_create_pair(AF_UNIX, SOCK_STREAM, 0, local)) return failure();
  const stream = connected();
  if (stream.length == 0) return failure();
  if (socket_select([local[1], stream[1]], null, null, 0, 1000) != 0) return NO;
  if (socket_write(local[0], 'x') != 1) return failure();
  const first: Socket[] = [stream[1], local[1]];
  if (socket_select(first, null, null, 2) != 1 || first[0] != local[1]) return NO;
  if (socket_write(stream[0], 'x') != 1) return failure();
  if (socket_select([stream[1]], null, null, 2) != 1) return NO;
  return expect(socket_select([stream[1], local[1]], null, null, 2) == 2);
}

function selectTimeout(): i32 {
  const pair = connected();
  if (pair.length == 0) return failure();
  const sockets: Socket[] = [pair[0]];
  const start = now();
  const count = socket_select(sockets, null, null, 0, LIMIT * 1000);
  if (count < 0) return failure();
  return expect(count == 0 && sockets.length == 0 && now() - start >= LIMIT - EARLY);
}

/** One of 200 is ready. */
function selectMany(): i32 {
  const sockets: Socket[] = [];
  for (let i = 0; i < 200; i++) {
    const socket = bound(AF_INET, SOCK_DGRAM);
    if (socket === null) return failure();
    sockets.push(socket);
  }
  const last = sockets[199];
  if (socket_sendto(sockets[0], 'x', 1, 0, '127.0.0.1', portOf(last)) != 1) return failure();
  const count = socket_select(sockets, null, null, 2);
  if (count < 0) return failure();
  return expect(count == 1 && sockets[0] == last);
}
