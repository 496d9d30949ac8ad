// Flags of sending and receiving.

import {
  AF_UNIX,
  MSG_DONTROUTE,
  MSG_DONTWAIT,
  MSG_EOR,
  MSG_MORE,
  MSG_NOSIGNAL,
  MSG_OOB,
  MSG_PEEK,
  MSG_TRUNC,
  MSG_WAITALL,
  Ref,
  SOCKET_EAGAIN,
  SOCKET_EPIPE,
  SOCK_SEQPACKET,
  Socket,
  socket_atmark,
  socket_close,
  socket_connect,
  socket_create_pair,
  socket_recv,
  socket_send,
  socket_shutdown,
  socket_write,
} from 'wasock';
import { connected, datagrams, expect, failure, fails, NO, portOf, probe, read } from './probe';

const buf = new Ref<ArrayBuffer | null>(null);

export function flags(): void {
  probe('peek', peek);
  probe('waitall', waitAll);
  probe('dontwait', dontWait);
  probe('trunc-datagram', truncDatagram);
  probe('trunc-stream', truncStream);
  probe('oob', outOfBand);
  probe('atmark', atMark);
  probe('dontroute', () => sentWith(MSG_DONTROUTE));
  probe('more', more);
  probe('nosignal', noSignal);
  probe('eor', endOfRecord);
}

/** What was received last, as text. */
function received(): string {
  return String.UTF8.decode(buf.value!);
}

function peek(): i32 {
  const pair = connected();
  if (pair.length == 0 || socket_write(pair[0], 'seen') != 4) return failure();
  if (socket_recv(pair[1], buf, 10, MSG_PEEK) < 0) return failure();
  return expect(received() == 'seen' && read(pair[1]) == 'seen');
}

/** All of two pieces; with the sender's end, less. */
function waitAll(): i32 {
  const pair = connected();
  if (pair.length == 0 || socket_write(pair[0], 'one') != 3 || socket_write(pair[0], 'two') != 3) return failure();
  if (socket_recv(pair[1], buf, 6, MSG_WAITALL) < 0) return failure();
  if (received() != 'onetwo') return NO;
  if (socket_write(pair[0], 'end') != 3) return failure();
  socket_close(pair[0]);
  if (socket_recv(pair[1], buf, 6, MSG_WAITALL) < 0) return failure();
  return expect(received() == 'end');
}

function dontWait(): i32 {
  const pair = connected();
  if (pair.length == 0) return failure();
  return fails(socket_recv(pair[1], buf, 1, MSG_DONTWAIT) < 0, SOCKET_EAGAIN);
}

/** The length of the whole datagram, of which there is room for a part. */
function truncDatagram(): i32 {
  const pair = datagrams();
  if (pair.length == 0 || !socket_connect(pair[0], '127.0.0.1', portOf(pair[1]))) return failure();
  if (socket_write(pair[0], 'datagram') != 8) return failure();
  const length = socket_recv(pair[1], buf, 4, MSG_TRUNC);
  return length < 0 ? failure() : expect(length == 8);
}

/** Bytes that are not wanted. */
function truncStream(): i32 {
  const pair = connected();
  if (pair.length == 0 || socket_write(pair[0], 'unwanted, wanted') != 16) return failure();
  if (socket_recv(pair[1], buf, 10, MSG_TRUNC) < 0) return failure();
  return expect(read(pair[1]) == 'wanted');
}

function outOfBand(): i32 {
  const pair = connected();
  if (pair.length == 0 || socket_send(pair[0], 'ab!', 3, MSG_OOB) != 3 || read(pair[1]) === null) return failure();
  if (socket_recv(pair[1], buf, 1, MSG_OOB) < 0) return failure();
  return expect(received() == '!');
}

function atMark(): i32 {
  const pair = connected();
  if (pair.length == 0 || socket_send(pair[0], 'ab!', 3, MSG_OOB) != 3) return failure();
  const before = socket_atmark(pair[1]);
  return expect(!before && read(pair[1]) == 'ab' && socket_atmark(pair[1]));
}

function sentWith(flag: i32): i32 {
  const pair = connected();
  if (pair.length == 0 || socket_send(pair[0], 'hint', 4, flag) != 4) return failure();
  return expect(read(pair[1]) == 'hint');
}

/** Two sends make one datagram. */
function more(): i32 {
  const pair = datagrams();
  if (pair.length == 0 || !socket_connect(pair[0], '127.0.0.1', portOf(pair[1]))) return failure();
  if (socket_send(pair[0], 'one', 3, MSG_MORE) != 3 || socket_send(pair[0], 'two', 3, 0) != 3) return failure();
  return expect(read(pair[1]) == 'onetwo');
}

function noSignal(): i32 {
  const pair = connected();
  if (pair.length == 0 || !socket_shutdown(pair[0], 1)) return failure();
  return fails(socket_send(pair[0], 'x', 1, MSG_NOSIGNAL) < 0, SOCKET_EPIPE);
}

function endOfRecord(): i32 {
  const pair: Socket[] = [];
  if (!socket_create_pair(AF_UNIX, SOCK_SEQPACKET, 0, pair)) return failure();
  if (socket_send(pair[0], 'one', 3, MSG_EOR) != 3 || socket_send(pair[0], 'two', 3, MSG_EOR) != 3) return failure();
  return expect(read(pair[1]) == 'one' && read(pair[1]) == 'two');
}
