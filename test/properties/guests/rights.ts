// Sockets and credentials that travel over local sockets.

import {
  AF_UNIX,
  ControlMessage,
  Credentials,
  MSG_CTRUNC,
  MSG_DONTWAIT,
  MSG_PEEK,
  MSG_WAITALL,
  Message,
  Ref,
  SCM_CREDENTIALS,
  SCM_RIGHTS,
  SOCK_STREAM,
  SOL_SOCKET,
  SO_PASSCRED,
  SO_PEERCRED,
  SO_RCVTIMEO,
  Socket,
  TimeVal,
  socket_accept,
  socket_bind,
  socket_close,
  socket_cmsg_space,
  socket_connect,
  socket_create,
  socket_create_pair,
  socket_get_option,
  socket_listen,
  socket_read,
  socket_recv,
  socket_recvmsg,
  socket_sendmsg,
  socket_set_block,
  socket_set_nonblock,
  socket_set_option,
  socket_write,
} from 'wasock';
import { argument, connectTo, domain, errno, listening, must, newSocket, path, say, testCase, text } from './support';

if (testCase == 'oneself') oneself();
else if (testCase == 'mode') mode();
else if (testCase == 'timeout') timeout();
else if (testCase == 'cut') cut();
else if (testCase == 'waitall') waitAll();
else if (testCase == 'wrong') wrong();
else if (testCase == 'credentials') credentials();
else if (testCase == 'forged') forged();
else if (testCase == 'taker') taker();
else if (testCase == 'giver') giver();
else process.exit(8);

function pair(): Socket[] {
  const fd: Socket[] = [];
  must(socket_create_pair(AF_UNIX, SOCK_STREAM, 0, fd), 'socket_create_pair');
  return fd;
}

function carrying(sockets: Socket[]): Message {
  return new Message([String.UTF8.encode('x')], [ControlMessage.of(SOL_SOCKET, SCM_RIGHTS, sockets)]);
}

/** What comes over a socket, with room for some sockets. */
function received(over: Socket, room: i32): Message {
  const message = new Message();
  message.controllen = socket_cmsg_space(SOL_SOCKET, SCM_RIGHTS, room);
  must(socket_recvmsg(over, message) >= 0, 'socket_recvmsg');
  return message;
}

/** A socket that has been sent to this guest by itself. */
function copyOf(socket: Socket): Socket {
  const way = pair();
  must(socket_sendmsg(way[0], carrying([socket])) == 1, 'socket_sendmsg');
  return received(way[1], 1).control[0].data.sockets[0];
}

function oneself(): void {
  const listener = listening();
  const copy = copyOf(listener);
  say('family', copy.family == domain);
  const client = newSocket();
  must(connectTo(client, listener), 'socket_connect');
  socket_close(listener);
  const server = socket_accept(copy);
  must(server !== null, 'socket_accept');
  const way = pair();
  say('sent', socket_sendmsg(way[0], carrying([client, server!, client])));
  socket_close(client);
  socket_close(server!);
  const message = received(way[1], 3);
  const sockets = message.control[0].data.sockets;
  say('sockets', sockets.length);
  say('level', message.control[0].level);
  say('type', message.control[0].type);
  say('flags', message.flags);
  say('written', socket_write(sockets[2], 'through'));
  say('read', text(socket_read(sockets[1], 100)));
  say('written back', socket_write(sockets[1], 'and back'));
  say('read back', text(socket_read(sockets[0], 100)));
}

function mode(): void {
  const way = pair();
  socket_set_nonblock(way[0]);
  const copy = copyOf(way[0]);
  socket_close(way[0]);
  say('the copy', text(socket_read(copy, 10)));
  say('error', errno(copy));
  const other = copyOf(copy);
  socket_set_block(copy);
  socket_set_option(copy, SOL_SOCKET, SO_RCVTIMEO, new TimeVal(0, 1000));
  say('the other', text(socket_read(other, 10)));
  say('error', errno(other));
  socket_write(way[1], 'later');
  socket_set_nonblock(other);
  say('the copy', text(socket_read(copy, 10)));
  say('the copy again', text(socket_read(copy, 10)));
  say('error', errno(copy));
}

/** A time limit that was there before the socket was sent, and one that came after. */
function timeout(): void {
  const way = pair();
  socket_set_option(way[0], SOL_SOCKET, SO_RCVTIMEO, new TimeVal(0, 1000));
  const copy = copyOf(way[0]);
  say('the copy', text(socket_read(copy, 10)));
  const copyOfTheOther = copyOf(way[1]);
  socket_set_option(copyOfTheOther, SOL_SOCKET, SO_RCVTIMEO, new TimeVal(0, 1000));
  say('the other', text(socket_read(way[1], 10)));
}

/** What does not fit is closed: its peer reads the end. */
function cut(): void {
  const way = pair();
  const first = pair();
  const second = pair();
  const third = pair();
  socket_sendmsg(way[0], carrying([first[0], second[0], third[0]]));
  socket_close(first[0]);
  socket_close(second[0]);
  socket_close(third[0]);
  const message = new Message();
  // The header, one descriptor, and not enough for the next.
  message.controllen = socket_cmsg_space(SOL_SOCKET, SCM_RIGHTS) + 7;
  say('received', socket_recvmsg(way[1], message));
  say('sockets', message.control[0].data.sockets.length);
  say('flags', message.flags == MSG_CTRUNC);
  socket_write(first[1], 'kept');
  say('kept', text(socket_read(message.control[0].data.sockets[0], 10)));
  say('cut', text(socket_read(second[1], 10)));
  say('cut', text(socket_read(third[1], 10)));

  socket_sendmsg(way[0], carrying([first[1]]));
  socket_close(first[1]);
  say('unasked', socket_recv(way[1], new Ref<ArrayBuffer | null>(null), 10, 0));
  say('closed', text(socket_read(message.control[0].data.sockets[0], 10)));
}

/** As in the system, a receive ends behind the bytes that a socket came with. */
function waitAll(): void {
  const way = pair();
  socket_write(way[0], 'ab');
  socket_sendmsg(way[0], carrying([way[0]]));
  socket_write(way[0], 'cd');
  const message = new Message();
  message.controllen = 100;
  message.buffer_size = 10;
  say('received', socket_recvmsg(way[1], message, MSG_WAITALL));
  say('data', text(message.iov[0]));
  say('sockets', message.control[0].data.sockets.length);
  say('looked', socket_recvmsg(way[1], message, MSG_PEEK));
  say('data', text(message.iov[0]));
}

function wrong(): void {
  const way = pair();
  const closed = pair()[0];
  socket_close(closed);
  say('none', socket_sendmsg(way[0], carrying([])));
  say('closed', socket_sendmsg(way[0], carrying([way[1], closed])));
  say('no sockets', send(way[0], ControlMessage.of(SOL_SOCKET, SCM_RIGHTS, 1)));
  say('no such type', send(way[0], ControlMessage.of(SOL_SOCKET, 99, 1)));
  say('nothing came', socket_recv(way[1], new Ref<ArrayBuffer | null>(null), 10, MSG_DONTWAIT));
}

function send(over: Socket, control: ControlMessage): i32 {
  return socket_sendmsg(over, new Message([String.UTF8.encode('x')], [control]));
}

function credentialsOf(over: Socket): Credentials {
  const message = new Message();
  message.controllen = 100;
  must(socket_recvmsg(over, message) == 1, 'socket_recvmsg');
  return message.control[0].data.credentials;
}

function credentials(): void {
  const way = pair();
  socket_set_option(way[1], SOL_SOCKET, SO_PASSCRED, 1);
  socket_write(way[0], 'x');
  const own = credentialsOf(way[1]);
  say('process', own.pid > 0);
  say('sent', send(way[0], ControlMessage.of(SOL_SOCKET, SCM_CREDENTIALS, own)));
  const same = credentialsOf(way[1]);
  const nobody = socket_get_option(socket_create(AF_UNIX, SOCK_STREAM, 0)!, SOL_SOCKET, SO_PEERCRED)!.credentials;
  say('nobody', nobody.pid.toString() + ' ' + nobody.uid.toString() + ' ' + nobody.gid.toString());
  say('the same', same.pid == own.pid && same.uid == own.uid && same.gid == own.gid);
  say('with a socket', socket_sendmsg(way[0], carrying([way[0]])));
  const message = received(way[1], 20);
  say('control', message.control.length);
  say('types', message.control[0].type * 10 + message.control[1].type);
  say('written', socket_write(message.control[1].data.sockets[0], 'y'));
}

/** Nobody's but one's own may be sent, whoever the host is. */
function forged(): void {
  const way = pair();
  socket_set_option(way[1], SOL_SOCKET, SO_PASSCRED, 1);
  socket_write(way[0], 'x');
  const own = credentialsOf(way[1]);
  const user = new Credentials(own.pid, own.uid + 1, own.gid);
  say('another user', send(way[0], ControlMessage.of(SOL_SOCKET, SCM_CREDENTIALS, user)));
  say('error', errno(way[0]));
  const process = new Credentials(own.pid + 1, own.uid, own.gid);
  say('another process', send(way[0], ControlMessage.of(SOL_SOCKET, SCM_CREDENTIALS, process)));
  const negative = new Credentials(-1, -1, -1);
  say('no process', send(way[0], ControlMessage.of(SOL_SOCKET, SCM_CREDENTIALS, negative)));
  const large = new Credentials(1, 4294967296, 1);
  say('no user', send(way[0], ControlMessage.of(SOL_SOCKET, SCM_CREDENTIALS, large)));
}

/** Waits at a path for a socket, after it has told `argument(4)` that it does. */
function taker(): void {
  const server = listening();
  must(socket_connect(socket_create(AF_UNIX, SOCK_STREAM, 0)!, argument(4)), 'socket_connect');
  const giver = socket_accept(server)!;
  const socket = received(giver, 1).control[0].data.sockets[0];
  say('read', text(socket_read(socket, 10)));
  socket_set_block(socket);
  // The giver's mode has changed with it: it waits for this.
  socket_write(giver, '!');
  say('the end', text(socket_read(giver, 10)));
}

/** Gives a socket to the guest at the path, and waits at its other end. */
function giver(): void {
  const way = pair();
  socket_set_nonblock(way[0]);
  const taker = newSocket();
  must(socket_connect(taker, path), 'socket_connect');
  say('sent', socket_sendmsg(taker, carrying([way[0]])));
  say('the sign', text(socket_read(taker, 1)));
  socket_set_option(way[1], SOL_SOCKET, SO_RCVTIMEO, new TimeVal(0, 1));
  socket_set_option(way[0], SOL_SOCKET, SO_RCVTIMEO, new TimeVal(0, 200000));
  const before = process.hrtime();
  say('read', text(socket_read(way[0], 1)));
  say('it waited', process.hrtime() - before > 100000000);
}
