// Errors of the operating system, end to end.

import {
  AF_INET,
  AF_UNIX,
  SOCK_DGRAM,
  SOCK_STREAM,
  SOL_SOCKET,
  SO_ERROR,
  Socket,
  socket_bind,
  socket_close,
  socket_connect,
  socket_create,
  socket_create_pair,
  socket_get_option,
  socket_last_error,
  socket_listen,
  socket_select,
  socket_set_nonblock,
  socket_strerror,
} from 'wasock';
import { bound, connectTo, errno, listening, local, loopback, must, newSocket, path, portOf, say, testCase } from './support';

if (testCase == 'address-in-use') addressInUse();
else if (testCase == 'refused') refused();
else if (testCase == 'refused-later') refusedLater();
else if (testCase == 'too-many-files') tooManyFiles();
else process.exit(8);

function addressInUse(): void {
  const server = listening();
  const other = newSocket();
  say('bind', local ? socket_bind(other, path) : socket_bind(other, loopback, portOf(server)));
  say('errno', socket_last_error(other));
  say('global', socket_last_error());
  say('text', socket_strerror(socket_last_error(other)));
}

/** The address of a listener that has just been closed: nobody listens there. */
function refused(): void {
  const server = listening();
  const port = local ? 0 : portOf(server);
  socket_close(server);
  const client = newSocket();
  say('connect', local ? socket_connect(client, path) : socket_connect(client, loopback, port));
  say('errno', socket_last_error(client));
  say('text', socket_strerror(socket_last_error(client)));
}

function refusedLater(): void {
  const server = listening();
  const port = portOf(server);
  socket_close(server);
  const client = newSocket();
  socket_set_nonblock(client);
  say('connect', socket_connect(client, loopback, port));
  say('errno', errno(client));
  const write = [client];
  say('writable', socket_select(null, write, null, 5));
  say('SO_ERROR', socket_get_option(client, SOL_SOCKET, SO_ERROR)!.int);
  say('SO_ERROR again', socket_get_option(client, SOL_SOCKET, SO_ERROR)!.int);
}

/** Run in a process that may open few files. */
function tooManyFiles(): void {
  const sockets: Socket[] = [];
  let socket = socket_create(AF_INET, SOCK_STREAM, 0);
  while (socket !== null) {
    sockets.push(socket);
    socket = socket_create(AF_INET, SOCK_STREAM, 0);
  }
  say('errno', socket_last_error());
  say('pair', socket_create_pair(AF_UNIX, SOCK_STREAM, 0, []));
  say('errno', socket_last_error());
  socket_close(sockets.pop());
  say('after closing one', socket_create(AF_INET, SOCK_DGRAM, 0) !== null);
}
