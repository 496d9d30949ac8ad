// Messages: several buffers, addresses, truncation.

import {
  MSG_DONTWAIT,
  MSG_EOF,
  MSG_PEEK,
  MSG_TRUNC,
  MSG_WAITALL,
  Message,
  MessageName,
  Ref,
  SOCK_DGRAM,
  Socket,
  socket_connect,
  socket_read,
  socket_recv,
  socket_recvmsg,
  socket_sendmsg,
  socket_shutdown,
  socket_write,
} from 'wasock';
import { parts, nameOf, receiving, data, withName } from './message-support';
import {
  argument,
  bound,
  connected,
  domain,
  errno,
  local,
  loopback,
  must,
  newSocket,
  path,
  portOf,
  say,
  testCase,
  text,
} from './support';

if (testCase == 'datagram') datagram();
else if (testCase == 'stream') stream();
else if (testCase == 'waitall') waitAll();
else if (testCase == 'last') last();
else if (testCase == 'large') large();
else if (testCase == 'in-parts') inParts();
else if (testCase == 'refused') refused();
else process.exit(8);

function datagram(): void {
  const to = bound(SOCK_DGRAM, '.to');
  const from = bound(SOCK_DGRAM, '.from');
  const message = new Message(parts(['one', '', ' and ', 'two']));
  message.name = nameOf(to, '.to');
  say('sent', socket_sendmsg(from, message));
  say('sent nothing', socket_sendmsg(from, withName(new Message(), nameOf(to, '.to'))));

  const seen = receiving(3);
  say('looked', socket_recvmsg(to, seen, MSG_PEEK));
  say('data', data(seen));
  say('cut', seen.flags == MSG_TRUNC);
  say('whole length', socket_recvmsg(to, seen, MSG_PEEK | MSG_TRUNC));
  const name = receiving(100);
  say('received', socket_recvmsg(to, name));
  say('data', data(name));
  say('flags', name.flags);
  const sender = name.name!;
  say('family', sender.family == domain);
  say('sender', local ? sender.path! == path + '.from' : sender.addr! == loopback && sender.port == portOf(from));
  say('scope', sender.scope_id + sender.flowinfo);
  say('control', name.control.length);
  say('received', socket_recvmsg(to, name));
  say('data', data(name));
  const unasked = new Message();
  unasked.controllen = 1;
  say('nothing there', socket_recvmsg(to, unasked, MSG_DONTWAIT));
  say('error of the socket', errno(to));
}

function stream(): void {
  const pair = connected();
  say('sent', socket_sendmsg(pair[0], new Message(parts(['a', 'b', '', 'c']))));
  const message = receiving(2);
  say('received', socket_recvmsg(pair[1], message));
  say('data', data(message));
  say('a name', message.name !== null);
  say('received', socket_recvmsg(pair[1], message));
  say('data', data(message));
  socket_shutdown(pair[0], 1);
  say('end', socket_recvmsg(pair[1], message));
  say('data', data(message));
  say('after the end', socket_sendmsg(pair[0], new Message(parts(['x']))));
  say('error of the socket', errno(pair[0]));
}

function waitAll(): void {
  const pair = connected();
  socket_write(pair[0], 'ab');
  const message = receiving(4);
  say('all that is there', socket_recvmsg(pair[1], message, MSG_WAITALL | MSG_DONTWAIT));
  socket_write(pair[0], 'cd');
  socket_shutdown(pair[0], 1);
  say('up to the end', socket_recvmsg(pair[1], message, MSG_WAITALL));
  say('data', data(message));
}

function last(): void {
  const pair = connected();
  say('sent', socket_sendmsg(pair[0], new Message(parts(['last ', 'words'])), MSG_EOF));
  const message = receiving(100);
  socket_recvmsg(pair[1], message);
  say('data', data(message));
  say('end', socket_recvmsg(pair[1], message));
}

/** A connection to the peer outside. */
function outside(): Socket {
  const socket = newSocket();
  must(local ? socket_connect(socket, path) : socket_connect(socket, loopback, <i32>parseInt(argument(3))), 'connect');
  return socket;
}

/** More than any buffer of the system takes at once. */
function large(): void {
  const piece = 'all of it '.repeat(100000);
  const buffers = parts(['begin\n', piece, '', piece, piece, '\nend\n']);
  const socket = outside();
  say('all sent', socket_sendmsg(socket, new Message(buffers)) == 11 + 3 * piece.length);
  say('the peer has', text(socket_read(socket, 100)));
}

/** The peer answers "part" with half of the bytes and "rest" with the others. */
function inParts(): void {
  const socket = outside();
  socket_write(socket, 'part\n');
  const message = receiving(10);
  say('half is there', socket_recvmsg(socket, message, MSG_PEEK));
  socket_write(socket, 'rest\n');
  say('all', socket_recvmsg(socket, message, MSG_WAITALL));
  say('bytes', data(message));
  say('until the end', socket_recvmsg(socket, message, MSG_WAITALL));
  say('bytes', data(message));
}

function refused(): void {
  const to = bound(SOCK_DGRAM, '.to');
  const from = bound(SOCK_DGRAM, '.from');
  const name = new MessageName();
  if (local) name.path = path + '.elsewhere';
  else {
    name.addr = loopback;
    name.port = portOf(to) ^ 1;
  }
  say('sent', socket_sendmsg(from, withName(new Message(parts(['x'])), name)));
  say('error', errno(from));
  say('nothing came', socket_recv(to, new Ref<ArrayBuffer | null>(null), 10, MSG_DONTWAIT));
}
