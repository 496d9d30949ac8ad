// socket_select(): what it does to its arrays, how long it waits, and what it finds ready.

import {
  AF_UNIX,
  MSG_OOB,
  NO_TIMEOUT,
  SOCK_DGRAM,
  SOCK_STREAM,
  SOL_SOCKET,
  SO_ERROR,
  Socket,
  socket_accept,
  socket_close,
  socket_connect,
  socket_create_pair,
  socket_get_option,
  socket_read,
  socket_select,
  socket_send,
  socket_set_nonblock,
  socket_write,
} from 'wasock';
import {
  argument,
  bound,
  connectTo,
  connected,
  errno,
  listening,
  local,
  loopback,
  must,
  newSocket,
  now,
  path,
  say,
  testCase,
  text,
} from './support';

if (testCase == 'in-place') inPlace();
else if (testCase == 'timeouts') timeouts();
else if (testCase == 'no-timeout') noTimeout();
else if (testCase == 'many') many();
else if (testCase == 'ends') ends();
else if (testCase == 'out-of-band') outOfBand();
else if (testCase == 'fresh-datagram') freshDatagram();
else if (testCase == 'connecting') connecting(false);
else if (testCase == 'connecting-in-vain') connecting(true);
else process.exit(8);

function inPlace(): void {
  const server = listening();
  const clients: Socket[] = [];
  const peers: Socket[] = [];
  for (let i = 0; i < 3; i++) {
    const client = newSocket();
    must(connectTo(client, server), 'socket_connect');
    clients.push(client);
    peers.push(socket_accept(server)!);
  }
  socket_write(peers[1], 'x');

  const read = clients.slice(0);
  const write = clients.slice(0);
  const except = clients.slice(0);
  say('ready', socket_select(read, write, except, 1));
  say('read', read.length);
  say('the one with data', read.length > 0 && read[0] === clients[1]);
  say('write', write.length);
  say('in order', write.length == 3 && write[0] === clients[0] && write[1] === clients[1] && write[2] === clients[2]);
  say('except', except.length);

  const none = clients.slice(0);
  socket_read(clients[1], 1);
  say('ready for reading now', socket_select(none, null, null, 0));
  say('read', none.length);
}

function timeouts(): void {
  const pair = connected();
  say('zero', elapsed(pair[0], 0, 0) < 30000);
  const short = elapsed(pair[0], 0, 1500);
  say('1,500 microseconds', short >= 1.4 && short < 500);
  const second = elapsed(pair[0], 1, 0);
  say('one second', second >= 990 && second < 3000);
}

/** How many milliseconds a select over a silent socket takes. */
function elapsed(socket: Socket, seconds: i32, microseconds: i32): f64 {
  const read = [socket];
  const start = now();
  const ready = socket_select(read, null, null, seconds, microseconds);
  const time = now() - start;
  must(ready === 0 && read.length === 0, 'an empty select');
  return time;
}

/** The peer, outside, answers. */
function noTimeout(): void {
  const socket = newSocket();
  must(local ? socket_connect(socket, path) : socket_connect(socket, loopback, <i32>parseInt(argument(3))), 'connect');
  for (let i = 0; i < 3; i++) {
    socket_write(socket, 'your turn\n');
    const read = [socket];
    say('ready', i === 0 ? socket_select(read, null, null) : socket_select(read, null, null, NO_TIMEOUT));
    say('read', text(socket_read(socket, 100)));
  }
}

function many(): void {
  const sockets: Socket[] = [];
  for (let i = 0; i < 1500; i++) {
    const pair: Socket[] = [];
    must(socket_create_pair(AF_UNIX, SOCK_STREAM, 0, pair), 'socket_create_pair');
    sockets.push(pair[0]);
    sockets.push(pair[1]);
  }
  socket_write(sockets[2999], 'to the last but one');

  const read = sockets.slice(0);
  say('readable', socket_select(read, null, null, 0));
  say('the right one', read.length === 1 && read[0] === sockets[2998]);
  const write = sockets.slice(0);
  say('writable', socket_select(null, write, null, 0));
  const again = sockets.slice(0);
  say('both', socket_select(again, write, null, 5));
}

function ends(): void {
  const server = listening();
  const client = newSocket();
  const waiting = [server];
  say('nobody has come', socket_select(waiting, null, null, 0));
  must(connectTo(client, server), 'socket_connect');
  const arrived = [server];
  say('a connection waits', socket_select(arrived, null, null, 1));
  socket_close(socket_accept(server)!);
  const ended = [client];
  say('the end is readable', socket_select(ended, null, null, 1));
  say('read', text(socket_read(client, 1)));
}

function outOfBand(): void {
  const pair = connected();
  socket_send(pair[1], '!', 1, MSG_OOB);
  const except = [pair[0], pair[1]];
  say('exceptional', socket_select(null, null, except, 1));
  say('the right one', except.length === 1 && except[0] === pair[0]);
}

function freshDatagram(): void {
  const socket = bound(SOCK_DGRAM);
  const read = [socket];
  const write = [socket];
  say('ready', socket_select(read, write, null, 0));
  say('readable', read.length);
  say('writable', write.length);
}

/**
 * A listener with a backlog of 0 takes one connection; the next one's SYN is dropped, and sent again after a second.
 * Until then it is connecting.
 */
function connecting(inVain: bool): void {
  const server = listening(0);
  const first = newSocket();
  must(connectTo(first, server), 'socket_connect');
  const second = newSocket();
  socket_set_nonblock(second);
  say('connect', connectTo(second, server));
  say('errno', errno(second));
  const early = [second];
  const earlyRead = [second];
  say('ready while connecting', socket_select(earlyRead, early, null, 0));
  say('again', connectTo(second, server));
  say('errno', errno(second));

  if (inVain) socket_close(server);
  else socket_accept(server);
  const late = [second];
  say('writable in the end', socket_select(null, late, null, 10));
  say('SO_ERROR', socket_get_option(second, SOL_SOCKET, SO_ERROR)!.int);
  say('SO_ERROR again', socket_get_option(second, SOL_SOCKET, SO_ERROR)!.int);
}
