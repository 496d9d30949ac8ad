// UDP beyond single datagrams: peers, errors, time limits, options, and select beside TCP.

import {
  gethostbyname,
  IPPROTO_IP,
  IPPROTO_IPV6,
  IP_TTL,
  IPV6_UNICAST_HOPS,
  Message,
  MSG_DONTWAIT,
  MSG_PEEK,
  MSG_TRUNC,
  Ref,
  SO_ERROR,
  SO_RCVTIMEO,
  SO_SNDTIMEO,
  SO_TYPE,
  SOCK_DGRAM,
  SOL_SOCKET,
  Socket,
  socket_accept,
  socket_close,
  socket_connect,
  socket_get_option,
  socket_getpeername,
  socket_listen,
  socket_read,
  socket_recv,
  socket_recvfrom,
  socket_recvmsg,
  socket_select,
  socket_send,
  socket_sendto,
  socket_set_block,
  socket_set_nonblock,
  socket_set_option,
  socket_shutdown,
  socket_write,
  TimeVal,
} from 'wasock';
import { receiving } from './message-support';
import { bound, connected, errno, family, listening, loopback, must, newSocket, now, portOf, say, testCase, text } from './support';

const buf = new Ref<ArrayBuffer | null>(null);

if (testCase == 'connected') connectedPair();
else if (testCase == 'refused') refused();
else if (testCase == 'flags') flags();
else if (testCase == 'limits') limits();
else if (testCase == 'mixed') mixed();
else if (testCase == 'options') options();
else if (testCase == 'errors') errors();
else if (testCase == 'ended') ended();
else if (testCase == 'names') names();
else process.exit(8);

function connectedPair(): void {
  const one = bound(SOCK_DGRAM);
  const other = bound(SOCK_DGRAM);
  const stranger = bound(SOCK_DGRAM);
  must(socket_connect(one, loopback, portOf(other)), 'socket_connect');
  socket_sendto(stranger, 'strange', 7, 0, loopback, portOf(one));
  socket_sendto(other, 'known', 5, 0, loopback, portOf(one));
  say('read', text(socket_read(one, 100)));
  say('written', socket_write(one, 'back'));
  say('read back', text(socket_read(other, 100)));
  const name = new Ref<string>('');
  const port = new Ref<i32>(0);
  say('getpeername', socket_getpeername(one, name, port) && name.value == loopback && port.value === portOf(other));
  say('without a peer', socket_getpeername(other, name, port));
  say('errno', errno(other));
  must(socket_connect(one, loopback, portOf(stranger)), 'socket_connect');
  socket_sendto(stranger, 'no stranger', 11, 0, loopback, portOf(one));
  say('of the new peer', text(socket_read(one, 100)));

  const unbound = newSocket(SOCK_DGRAM);
  must(socket_connect(unbound, loopback, portOf(other)), 'socket_connect');
  say('has a port', portOf(unbound) > 0);
  say('sent', socket_send(unbound, 'x', 1, 0));
  say('received', text(socket_read(other, 100)));
}

function refused(): void {
  const gone = bound(SOCK_DGRAM);
  const port = portOf(gone);
  socket_close(gone);
  const socket = newSocket(SOCK_DGRAM);
  must(socket_connect(socket, loopback, port), 'socket_connect');
  say('sent', socket_send(socket, 'anyone?', 7, 0));
  say('read', text(socket_read(socket, 100)));
  say('errno', errno(socket));
  say('sent again', socket_send(socket, 'anyone?', 7, 0));
  const read = [socket];
  say('ready', socket_select(read, null, null, 5));
  say('SO_ERROR', socket_get_option(socket, SOL_SOCKET, SO_ERROR)!.int);
  say('SO_ERROR again', socket_get_option(socket, SOL_SOCKET, SO_ERROR)!.int);
}

function flags(): void {
  const to = bound(SOCK_DGRAM);
  const from = newSocket(SOCK_DGRAM);
  say('nothing yet', socket_recv(to, buf, 10, MSG_DONTWAIT));
  say('errno', errno(to));
  say('sent', socket_sendto(from, 'a long datagram', 15, 0, loopback, portOf(to)));
  const name = new Ref<string>('');
  const port = new Ref<i32>(0);
  say('peeked', socket_recvfrom(to, buf, 6, MSG_PEEK, name, port));
  say('data', text(buf.value));
  say('sender', name.value == loopback && port.value === portOf(from));
  say('its length', socket_recvfrom(to, buf, 6, MSG_PEEK | MSG_TRUNC, name, port));
  const message = new Message();
  message.buffer_size = 4;
  message.controllen = 64;
  say('message', socket_recvmsg(to, message));
  say('truncated', (message.flags & MSG_TRUNC) != 0);
  say('data', text(message.iov[0]));
  socket_set_nonblock(to);
  say('nothing left', text(socket_read(to, 10)));
  say('errno', errno(to));
  socket_set_block(to);
}

function limits(): void {
  const socket = bound(SOCK_DGRAM);
  must(socket_set_option(socket, SOL_SOCKET, SO_RCVTIMEO, new TimeVal(0, 100_000)), 'SO_RCVTIMEO');
  must(socket_set_option(socket, SOL_SOCKET, SO_SNDTIMEO, new TimeVal(1, 0)), 'SO_SNDTIMEO');
  const start = now();
  say('read', text(socket_read(socket, 10)));
  say('errno', errno(socket));
  const time = now() - start;
  say('in time', time >= 95 && time < 2000);
  say('limit', socket_get_option(socket, SOL_SOCKET, SO_RCVTIMEO)!.timeval.usec);
}

function mixed(): void {
  const pair = connected();
  const server = listening();
  const one = bound(SOCK_DGRAM);
  const other = bound(SOCK_DGRAM);
  socket_sendto(other, 'datagram', 8, 0, loopback, portOf(one));
  const read: Socket[] = [pair[0], server, one, other];
  say('ready', socket_select(read, null, null, 5));
  say('the datagram', read.length == 1 && read[0] === one);
  say('read', text(socket_read(one, 100)));
  socket_write(pair[1], 'stream');
  const again: Socket[] = [pair[0], server, one, other];
  say('ready', socket_select(again, null, null, 5));
  say('the stream', again.length == 1 && again[0] === pair[0]);
  const write: Socket[] = [pair[0], one];
  say('writable', socket_select(null, write, null, 0));
  const silent: Socket[] = [server, one];
  const start = now();
  say('silent', socket_select(silent, null, null, 0, 50_000));
  say('in time', now() - start >= 45);
}

function options(): void {
  const socket = bound(SOCK_DGRAM);
  const level = family == 'inet6' ? IPPROTO_IPV6 : IPPROTO_IP;
  const name = family == 'inet6' ? IPV6_UNICAST_HOPS : IP_TTL;
  say('type', socket_get_option(socket, SOL_SOCKET, SO_TYPE)!.int);
  say('set', socket_set_option(socket, level, name, 33));
  say('hops', socket_get_option(socket, level, name)!.int);
  say('0 hops', socket_set_option(socket, level, name, 300));
  say('errno', errno(socket));
}

function errors(): void {
  const socket = bound(SOCK_DGRAM);
  say('nowhere', socket_send(socket, 'x', 1, 0));
  say('errno', errno(socket));
  say('too long', socket_sendto(socket, 'x'.repeat(70_000), 70_000, 0, loopback, portOf(socket)));
  say('errno', errno(socket));
  say('longest', socket_sendto(socket, 'x'.repeat(65_508), 65_508, 0, loopback, portOf(socket)));
  say('as told', family == 'inet' ? errno(socket) == 90 : errno(socket) == 0);
  say('listen', socket_listen(socket));
  say('errno', errno(socket));
  say('accept', socket_accept(socket) !== null);
  say('errno', errno(socket));
  say('to port 0', socket_sendto(socket, 'x', 1, 0, loopback, 0));
  say('errno', errno(socket));
}

function ended(): void {
  const socket = bound(SOCK_DGRAM);
  const other = bound(SOCK_DGRAM);
  say('without a peer', socket_shutdown(socket));
  say('errno', errno(socket));
  must(socket_connect(other, loopback, portOf(socket)), 'socket_connect');
  say('sending', socket_shutdown(other, 1));
  say('sent', socket_send(other, 'x', 1, 0));
  say('errno', errno(other));
  say('receiving', socket_shutdown(other, 0));
  say('read', text(socket_read(other, 10)));
  say('does not wait', socket_recv(other, buf, 10, MSG_DONTWAIT));
  say('errno', errno(other));
  const name = new Ref<string>('');
  say('received', socket_recvfrom(other, buf, 10, 0, name, new Ref<i32>(0)));
  say('message', socket_recvmsg(other, receiving(10)));
  say('read without a peer', text(socket_read(socket, 10)));
}

function names(): void {
  say('localhost', gethostbyname('localhost'));
  say('address', gethostbyname('127.0.0.9'));
  say('unknown', gethostbyname('no-such-host.invalid'));
  if (family != 'inet') return;
  const server = listening();
  const client = newSocket();
  say('connect', socket_connect(client, 'localhost', portOf(server)));
  const to = bound(SOCK_DGRAM);
  say('sent', socket_sendto(newSocket(SOCK_DGRAM), 'by name', 7, 0, 'localhost', portOf(to)));
  say('read', text(socket_read(to, 100)));
}
