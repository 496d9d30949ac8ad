// Sockets handed from guest to guest. `self` hands them to itself; `driven` connects to a port of the test's and does
// what it reads there, line by line, answering each with a line.

import {
  AF_INET,
  AF_UNIX,
  Ref,
  SOCK_DGRAM,
  SOCK_RAW,
  SOCK_STREAM,
  SOL_SOCKET,
  SO_RCVTIMEO,
  SO_TYPE,
  Socket,
  TimeVal,
  getmypid,
  socket_accept,
  socket_clear_error,
  socket_close,
  socket_connect,
  socket_create,
  socket_create_pair,
  socket_get_option,
  socket_getsockname,
  socket_last_error,
  socket_read,
  socket_set_nonblock,
  socket_set_option,
  socket_write,
  socket_wsaprotocol_info_export,
  socket_wsaprotocol_info_import,
  socket_wsaprotocol_info_release,
  PHP_NORMAL_READ,
} from 'wasock';
import { argument, connected, connectTo, errno, listening, must, newSocket, portOf, say, testCase, text } from './support';

/** Those of a driven guest, which are told of by their places here. */
const sockets: Socket[] = [];

if (testCase == 'self') self();
else if (testCase == 'limit') limit();
else if (testCase == 'raw') raw();
else if (testCase == 'driven') driven(<i32>parseInt(argument(3)));
else process.exit(8);

/** The id of an export to this guest. */
function exported(socket: Socket): string {
  const id = socket_wsaprotocol_info_export(socket, getmypid());
  must(id !== null, 'socket_wsaprotocol_info_export');
  return id!;
}

function lastError(): i32 {
  const error = socket_last_error();
  socket_clear_error();
  return error;
}

function imported(what: string, id: string): Socket | null {
  const socket = socket_wsaprotocol_info_import(id);
  say(what, (socket === null ? 'FALSE ' : 'a socket ') + lastError().toString());
  return socket;
}

function self(): void {
  const pair = connected();
  const id = exported(pair[0]);
  say('another id', exported(pair[0]) != id);
  const twin = imported('import', id)!;
  socket_close(pair[0]);
  say('write', socket_write(twin, 'through the twin'));
  say('read', text(socket_read(pair[1], 100)));
  imported('import again', id);
  say('release', socket_wsaprotocol_info_release(id));
  say('release again', socket_wsaprotocol_info_release(id));
  say('error', lastError());

  const released = exported(twin);
  say('release before', socket_wsaprotocol_info_release(released));
  imported('import after', released);
  imported('import of garbage', 'garbage');
  imported('import of nothing', '');
  imported('import of something long', 'php_wsa_for_0'.repeat(10000));
  say('release of garbage', socket_wsaprotocol_info_release('garbage'));
  say('error', lastError());

  say('export to nobody', socket_wsaprotocol_info_export(twin, 123412341) === null);
  say('error', errno(twin));
  say('error', lastError());
  say('export to a negative one', socket_wsaprotocol_info_export(twin, -1) === null);
  say('export to 0', socket_wsaprotocol_info_export(twin, 0) === null);
  socket_close(twin);
  say('export of a closed one', socket_wsaprotocol_info_export(twin, getmypid()) === null);
  socket_clear_error();

  // A listener goes on listening.
  const listener = listening(128, '2');
  const other = imported('import', exported(listener))!;
  must(connectTo(newSocket(), other, '2'), 'socket_connect');
  socket_close(listener);
  say('accept', socket_accept(other) !== null);

  // What is the description's goes with it.
  const datagram = newSocket(SOCK_DGRAM);
  socket_set_option(datagram, SOL_SOCKET, SO_RCVTIMEO, new TimeVal(0, 1000));
  const timed = imported('import', exported(datagram))!;
  say('type', socket_get_option(timed, SOL_SOCKET, SO_TYPE)!.int);
  say('read in time', text(socket_read(timed, 1)) + ' ' + lastError().toString());
  socket_set_option(datagram, SOL_SOCKET, SO_RCVTIMEO, new TimeVal(0, 0));
  socket_set_nonblock(datagram);
  const nonblocking = imported('import', exported(datagram))!;
  say('read at once', text(socket_read(nonblocking, 1)) + ' ' + lastError().toString());
}

/** With room for four sockets. */
function limit(): void {
  const pair: Socket[] = [];
  must(socket_create_pair(AF_UNIX, SOCK_STREAM, 0, pair), 'socket_create_pair');
  const first = exported(pair[0]);
  const second = exported(pair[0]);
  say('a third', socket_wsaprotocol_info_export(pair[0], getmypid()) === null);
  say('error', lastError());
  say('a socket', socket_create(AF_INET, SOCK_STREAM, 0) === null);
  say('error', lastError());
  imported('import', first);
  say('release', socket_wsaprotocol_info_release(second));
  say('a socket', socket_create(AF_INET, SOCK_STREAM, 0) !== null);
  const taken = imported('import', first);
  say('and one more', socket_create(AF_INET, SOCK_STREAM, 0) !== null || taken !== null);
}

/** A guest that has a raw socket hands it to one that may have none: to the port that drives it. */
function raw(): void {
  const socket = socket_create(AF_INET, SOCK_RAW, 1);
  must(socket !== null, 'socket_create');
  const line = newSocket();
  must(socket_connect(line, '127.0.0.1', <i32>parseInt(argument(3))), 'socket_connect');
  const id = socket_wsaprotocol_info_export(socket!, <i32>parseInt(argument(4)))!;
  socket_write(line, id + '\n');
  // Until the test ends this guest.
  while (true) socket_read(line, 1);
}

function slot(socket: Socket | null): string {
  if (socket === null) return 'FALSE ' + lastError().toString();
  sockets.push(socket);
  return (sockets.length - 1).toString();
}

function perform(words: string[]): string {
  const verb = words[0];
  if (verb == 'pid') return getmypid().toString();
  if (verb == 'import') return slot(socket_wsaprotocol_info_import(words[1]));
  if (verb == 'release') return socket_wsaprotocol_info_release(words[1]).toString();
  if (verb == 'listen') {
    const listener = listening();
    return slot(listener) + ' ' + portOf(listener).toString();
  }
  if (verb == 'pair') {
    const pair: Socket[] = [];
    must(socket_create_pair(AF_UNIX, SOCK_STREAM, 0, pair), 'socket_create_pair');
    return slot(pair[0]) + ' ' + slot(pair[1]);
  }
  if (verb == 'connect') {
    const socket = newSocket();
    must(socket_connect(socket, '127.0.0.1', <i32>parseInt(words[1])), 'socket_connect');
    return slot(socket);
  }
  if (verb == 'exit') process.exit(3);
  if (verb == 'trap') unreachable();
  const socket = sockets[<i32>parseInt(words[1])];
  if (verb == 'accept') return slot(socket_accept(socket));
  if (verb == 'read') return text(socket_read(socket, 100));
  if (verb == 'write') return socket_write(socket, words[2]).toString();
  if (verb == 'port') {
    const name = new Ref<string>('');
    const port = new Ref<i32>(0);
    return socket_getsockname(socket, name, port).toString() + ' ' + port.value.toString();
  }
  if (verb == 'close') {
    socket_close(socket);
    return '';
  }
  if (verb == 'export') {
    const id = socket_wsaprotocol_info_export(socket, <i32>parseInt(words[2]));
    return id === null ? 'FALSE ' + lastError().toString() : id;
  }
  // Exports one after the other, and takes them, until it is killed.
  if (verb == 'churn') {
    while (true) {
      const id = socket_wsaprotocol_info_export(socket, <i32>parseInt(words[2]));
      const mine = socket_wsaprotocol_info_export(socket, getmypid());
      if (mine !== null) socket_close(socket_wsaprotocol_info_import(mine)!);
      if (id !== null) socket_wsaprotocol_info_release(id);
    }
  }
  return 'no such verb';
}

function driven(port: i32): void {
  const line = socket_create(AF_INET, SOCK_STREAM, 0)!;
  must(socket_connect(line, '127.0.0.1', port), 'socket_connect');
  while (true) {
    const command = socket_read(line, 1000, PHP_NORMAL_READ);
    if (command === null || command.byteLength == 0) return;
    const words = String.UTF8.decode(command).trim().split(' ');
    if (words[0] == 'churn') socket_write(line, 'churning\n');
    socket_write(line, perform(words) + '\n');
  }
}
