// From creating to closing: closed sockets, sockets that are not the guest's, and the ways a guest can end.

import {
  AF_INET,
  AF_UNIX,
  Linger,
  MSG_DONTWAIT,
  Message,
  Ref,
  SOCK_STREAM,
  SOL_SOCKET,
  SO_LINGER,
  SO_REUSEADDR,
  Socket,
  socket_accept,
  socket_atmark,
  socket_bind,
  socket_close,
  socket_connect,
  socket_create,
  socket_create_pair,
  socket_get_option,
  socket_getpeername,
  socket_getsockname,
  socket_listen,
  socket_read,
  socket_recv,
  socket_recvfrom,
  socket_recvmsg,
  socket_select,
  socket_send,
  socket_sendmsg,
  socket_sendto,
  socket_set_block,
  socket_set_nonblock,
  socket_set_option,
  socket_shutdown,
  socket_write,
} from 'wasock';
import { connectTo, listening, must, newSocket, now, path, say, testCase, text } from './support';

if (testCase == 'close-twice') closeTwice();
else if (testCase == 'use-closed') useClosed();
else if (testCase == 'reused-handle') reusedHandle();
else if (testCase == 'forged') forged();
else if (testCase == 'return') openMany();
else if (testCase == 'exit') {
  openMany();
  process.exit(3);
} else if (testCase == 'trap') {
  openMany();
  unreachable();
} else if (testCase == 'exception') {
  openMany();
  throw new Error('on purpose');
} else if (testCase == 'blocked') {
  openMany();
  tellOutside();
  socket_accept(listening());
} else if (testCase == 'linger') lingerOverData();
else if (testCase == 'lingering-end') fill(60);
else if (testCase == 'lingering-close') socket_close(fill(60));
else process.exit(8);

function pair(): Socket[] {
  const sockets: Socket[] = [];
  must(socket_create_pair(AF_UNIX, SOCK_STREAM, 0, sockets), 'socket_create_pair');
  return sockets;
}

function closeTwice(): void {
  const sockets = pair();
  socket_close(sockets[0]);
  socket_close(sockets[0]);
  say('the other one', text(socket_read(sockets[1], 1)));
}

function useClosed(): void {
  const closed = socket_create(AF_INET, SOCK_STREAM, 0)!;
  socket_close(closed);
  const name = new Ref<string>('');
  const port = new Ref<i32>(0);
  const buf = new Ref<ArrayBuffer | null>(null);
  say('accept', socket_accept(closed) === null);
  say('bind', socket_bind(closed, '127.0.0.1'));
  say('listen', socket_listen(closed));
  say('connect', socket_connect(closed, '127.0.0.1', 1));
  say('read', text(socket_read(closed, 1)));
  say('write', socket_write(closed, 'x'));
  say('recv', socket_recv(closed, buf, 1, 0));
  say('send', socket_send(closed, 'x', 1, 0));
  say('recvfrom', socket_recvfrom(closed, buf, 1, 0, name, port));
  say('sendto', socket_sendto(closed, 'x', 1, 0, '127.0.0.1', 1));
  say('sendmsg', socket_sendmsg(closed, new Message()));
  say('recvmsg', socket_recvmsg(closed, new Message()));
  say('atmark', socket_atmark(closed));
  say('getsockname', socket_getsockname(closed, name, port));
  say('getpeername', socket_getpeername(closed, name, port));
  say('set_block', socket_set_block(closed));
  say('set_nonblock', socket_set_nonblock(closed));
  say('set_option', socket_set_option(closed, SOL_SOCKET, SO_REUSEADDR, 1));
  say('get_option', socket_get_option(closed, SOL_SOCKET, SO_REUSEADDR) === null);
  say('shutdown', socket_shutdown(closed));
  say('select', socket_select([closed], null, null, 0));
}

/** The next sockets may get the numbers of the closed one; the closed one must not reach them. */
function reusedHandle(): void {
  const old = pair();
  socket_close(old[0]);
  socket_close(old[1]);
  const fresh = pair();
  say('write to the closed', socket_write(old[0], 'stray'));
  socket_close(old[0]);
  socket_close(old[1]);
  say('write to the fresh', socket_write(fresh[0], 'mine'));
  say('read', text(socket_read(fresh[1], 100)));
}

/** An object with the handle of a socket is not that socket. */
function forged(): void {
  const sockets = pair();
  const copy = new Socket(sockets[0].handle, AF_UNIX);
  const wild = new Socket(123456, AF_UNIX);
  const negative = new Socket(-5, AF_UNIX);
  say('write to a copy', socket_write(copy, 'stray'));
  say('write to a wild one', socket_write(wild, 'stray'));
  say('write to a negative one', socket_write(negative, 'stray'));
  say('select a copy', socket_select([copy], null, null, 0));
  socket_close(copy);
  say('write to the real one', socket_write(sockets[0], 'mine'));
  say('read', text(socket_read(sockets[1], 100)));
}

/** The test listens on the port that is the third argument: a connection says that the guest is about to block. */
function tellOutside(): void {
  const socket = socket_create(AF_INET, SOCK_STREAM, 0)!;
  must(socket_connect(socket, '127.0.0.1', <i32>parseInt(path)), 'socket_connect');
}

function openMany(): void {
  for (let i = 0; i < 20; i++) pair();
  socket_create(AF_INET, SOCK_STREAM, 0);
}

/** A connection to a peer outside that does not read, with all the data on its way that there is room for. */
function fill(seconds: i32): Socket {
  const socket = socket_create(AF_INET, SOCK_STREAM, 0)!;
  must(socket_connect(socket, '127.0.0.1', <i32>parseInt(path)), 'socket_connect');
  must(socket_set_option(socket, SOL_SOCKET, SO_LINGER, new Linger(1, seconds)), 'socket_set_option');
  const data = new ArrayBuffer(65536);
  while (socket_send(socket, data, data.byteLength, MSG_DONTWAIT) > 0) {}
  return socket;
}

/** How long closing waits, for data that nobody takes. */
function lingerOverData(): void {
  const socket = fill(1);
  const linger = socket_get_option(socket, SOL_SOCKET, SO_LINGER)!.linger;
  say('linger', linger.l_onoff.toString() + ' ' + linger.l_linger.toString());
  let before = now();
  socket_close(socket);
  say('waited', now() - before >= 999);

  const impatient = fill(60);
  socket_set_nonblock(impatient);
  before = now();
  socket_close(impatient);
  say('not blocking', now() - before < 30000);

  const server = listening();
  must(socket_set_option(server, SOL_SOCKET, SO_LINGER, new Linger(1, 60)), 'socket_set_option');
  const client = newSocket();
  must(connectTo(client, server), 'socket_connect');
  const accepted = socket_accept(server)!;
  say('inherited', socket_get_option(accepted, SOL_SOCKET, SO_LINGER)!.linger.l_linger);
  socket_write(accepted, 'all of it');
  before = now();
  socket_close(accepted);
  say('acknowledged at once', now() - before < 30000);
  say('read', text(socket_read(client, 100)));
  say('end', text(socket_read(client, 100)));
}
