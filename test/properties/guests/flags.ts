// The flags of sending and receiving that guests/transfer.ts has not: what each changes.

import {
  AF_UNIX,
  IPPROTO_IP,
  IPPROTO_IPV6,
  IPV6_RECVERR,
  IP_RECVERR,
  MSG_CMSG_CLOEXEC,
  MSG_CONFIRM,
  MSG_DONTROUTE,
  MSG_DONTWAIT,
  MSG_EOF,
  MSG_EOR,
  MSG_ERRQUEUE,
  MSG_MORE,
  MSG_NOSIGNAL,
  MSG_OOB,
  MSG_PEEK,
  MSG_TRUNC,
  MSG_WAITFORONE,
  MSG_ZEROCOPY,
  Ref,
  SOCK_DGRAM,
  SOCK_SEQPACKET,
  SOL_SOCKET,
  SO_OOBINLINE,
  SO_ZEROCOPY,
  Socket,
  socket_close,
  socket_connect,
  socket_create_pair,
  socket_read,
  socket_recv,
  socket_recvfrom,
  socket_select,
  socket_send,
  socket_sendto,
  socket_set_option,
} from 'wasock';
import {
  argument,
  bound,
  connected,
  errno,
  family,
  local,
  loopback,
  must,
  newSocket,
  portOf,
  say,
  testCase,
  text,
} from './support';

const buf = new Ref<ArrayBuffer | null>(null);

if (testCase == 'oob') outOfBand();
else if (testCase == 'peek-datagram') peekDatagram();
else if (testCase == 'trunc') truncated();
else if (testCase == 'send-dontwait') sendDontWait();
else if (testCase == 'eof') endOfFile();
else if (testCase == 'eor') endOfRecord();
else if (testCase == 'nosignal') noSignal();
else if (testCase == 'more') more();
else if (testCase == 'errqueue') errorQueue();
else if (testCase == 'zerocopy') zeroCopy();
else if (testCase == 'no-effect') noEffect();
else if (testCase == 'dontroute') dontRoute();
else process.exit(8);

function received(name: string, socket: Socket, length: i32, flags: i32): void {
  const count = socket_recv(socket, buf, length, flags);
  say(name, count < 0 ? 'errno ' + errno(socket).toString() : count.toString() + ' ' + text(buf.value));
}

/** Two sockets of datagrams, the first connected to the second. */
function datagrams(): Socket[] {
  if (local) {
    const pair: Socket[] = [];
    must(socket_create_pair(AF_UNIX, SOCK_DGRAM, 0, pair), 'socket_create_pair');
    return pair;
  }
  const to = bound(SOCK_DGRAM);
  const from = newSocket(SOCK_DGRAM);
  must(socket_connect(from, loopback, portOf(to)), 'socket_connect');
  return [from, to];
}

function outOfBand(): void {
  const pair = connected();
  received('none yet', pair[1], 1, MSG_OOB | MSG_DONTWAIT);
  say('sent', socket_send(pair[0], 'ab', 2, 0));
  say('urgent', socket_send(pair[0], '!', 1, MSG_OOB));
  say('sent', socket_send(pair[0], 'cd', 2, 0));
  const except: Socket[] = [pair[1]];
  say('select', socket_select(null, null, except));
  received('urgent', pair[1], 10, MSG_OOB);
  received('before it', pair[1], 10, 0);
  received('after it', pair[1], 10, 0);

  must(socket_set_option(pair[1], SOL_SOCKET, SO_OOBINLINE, 1), 'SO_OOBINLINE');
  socket_send(pair[0], '?', 1, MSG_OOB);
  received('in line', pair[1], 10, 0);
}

function peekDatagram(): void {
  const pair = datagrams();
  socket_send(pair[0], 'first', 5, 0);
  socket_send(pair[0], 'second', 6, 0);
  received('peek', pair[1], 100, MSG_PEEK);
  received('peek a part', pair[1], 3, MSG_PEEK);
  received('whole still', pair[1], 100, 0);
  received('then', pair[1], 100, 0);
}

function truncated(): void {
  const pair = datagrams();
  socket_send(pair[0], 'eleven char', 11, 0);
  socket_send(pair[0], 'next', 4, 0);
  received('peek', pair[1], 6, MSG_TRUNC | MSG_PEEK);
  received('length', pair[1], 6, MSG_TRUNC);
  received('next', pair[1], 6, 0);
}

function sendDontWait(): void {
  const pair = connected();
  const data = new Uint8Array(1 << 20);
  let count = 0;
  // The socket blocks; only the flag keeps this from waiting for ever.
  do count = socket_send(pair[0], data, data.length, MSG_DONTWAIT);
  while (count > 0);
  say('full', count);
  say('errno', errno(pair[0]));
}

function endOfFile(): void {
  const pair = connected();
  say('sent', socket_send(pair[0], 'last', 4, MSG_EOF));
  received('data', pair[1], 100, 0);
  received('end', pair[1], 100, 0);
  say('the other way', socket_send(pair[1], 'still', 5, 0));
  received('data', pair[0], 100, 0);
  say('no more', socket_send(pair[0], 'more', 4, 0));
  say('errno', errno(pair[0]));
}

function endOfRecord(): void {
  const pair: Socket[] = [];
  must(socket_create_pair(AF_UNIX, SOCK_SEQPACKET, 0, pair), 'socket_create_pair');
  say('sent', socket_send(pair[0], 'one', 3, MSG_EOR));
  say('sent', socket_send(pair[0], 'two', 3, MSG_EOR));
  received('record', pair[1], 100, 0);
  received('record', pair[1], 100, 0);
}

function noSignal(): void {
  const pair = connected();
  socket_close(pair[1]);
  // Over TCP the first is answered by a reset.
  socket_send(pair[0], 'x', 1, MSG_NOSIGNAL);
  const read: Socket[] = [pair[0]];
  socket_select(read, null, null);
  socket_read(pair[0], 1);
  say('sent', socket_send(pair[0], 'x', 1, MSG_NOSIGNAL));
  say('errno', errno(pair[0]));
  say('without the flag', socket_send(pair[0], 'x', 1, 0));
  say('errno', errno(pair[0]));
}

function more(): void {
  const pair = datagrams();
  say('sent', socket_send(pair[0], 'one ', 4, MSG_MORE));
  say('sent', socket_send(pair[0], 'datagram', 8, MSG_MORE));
  received('nothing yet', pair[1], 100, MSG_DONTWAIT);
  say('sent', socket_send(pair[0], '.', 1, 0));
  received('all', pair[1], 100, 0);
}

/** A port that nobody is bound to, once the socket that told it is closed. */
function errorQueue(): void {
  const gone = bound(SOCK_DGRAM);
  const port = portOf(gone);
  socket_close(gone);
  const from = bound(SOCK_DGRAM);
  const six = family == 'inet6';
  must(
    socket_set_option(from, six ? IPPROTO_IPV6 : IPPROTO_IP, six ? IPV6_RECVERR : IP_RECVERR, 1),
    'RECVERR',
  );
  received('nothing queued', from, 100, MSG_ERRQUEUE);
  say('sent', socket_sendto(from, 'who?', 4, 0, loopback, port));
  const read: Socket[] = [from];
  say('select', socket_select(read, null, null));
  received('pending', from, 100, MSG_DONTWAIT);
  const name = new Ref<string>('');
  const to = new Ref<i32>(0);
  say('queued', socket_recvfrom(from, buf, 100, MSG_ERRQUEUE, name, to));
  say('what was sent', text(buf.value));
  say('to', name.value == loopback && to.value == port);
  received('nothing more', from, 100, MSG_ERRQUEUE);
}

function zeroCopy(): void {
  const pair = connected();
  say('option', socket_set_option(pair[0], SOL_SOCKET, SO_ZEROCOPY, 1));
  const data = new Uint8Array(1 << 16);
  data.fill(7);
  const count = socket_send(pair[0], data, data.length, MSG_ZEROCOPY);
  say('sent', count > 0);
  let wrong = 0;
  for (let got = 0; got < count; ) {
    must(socket_recv(pair[1], buf, count - got, 0) > 0, 'socket_recv');
    const bytes = Uint8Array.wrap(buf.value!);
    for (let i = 0; i < bytes.length; i++) wrong += i32(bytes[i] != 7);
    got += bytes.length;
  }
  say('wrong', wrong);
  const read: Socket[] = [pair[0]];
  say('select', socket_select(read, null, null));
  received('completion', pair[0], 1, MSG_ERRQUEUE);
  received('no other', pair[0], 1, MSG_ERRQUEUE);
}

/** Flags that change nothing that a program could see, here. */
function noEffect(): void {
  const pair = datagrams();
  say('sent', socket_send(pair[0], 'confirmed', 9, MSG_CONFIRM));
  received('received', pair[1], 100, MSG_CMSG_CLOEXEC);
  say('sent', socket_send(pair[0], 'nearby', 6, MSG_DONTROUTE | MSG_EOR));
  received('received', pair[1], 100, MSG_WAITFORONE);
}

/** In a network where the way to the first address is by a gateway. */
function dontRoute(): void {
  const from = newSocket(SOCK_DGRAM);
  const far = argument(3);
  say('by the gateway', socket_sendto(from, 'x', 1, 0, far, 9));
  say('directly', socket_sendto(from, 'x', 1, MSG_DONTROUTE, far, 9));
  say('errno', errno(from));
  say('to a neighbour', socket_sendto(from, 'x', 1, MSG_DONTROUTE, argument(4), 9));
}
