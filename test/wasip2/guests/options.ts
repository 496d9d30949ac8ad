// Gets and sets options on a new socket of each kind, and prints what comes of it, a line for each socket: 0, or the
// errno. Arguments: LEVEL:NAME, PHP's numbers, one for each option.

import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  Linger,
  SOCK_DGRAM,
  SOCK_SEQPACKET,
  SOCK_STREAM,
  SOL_SOCKET,
  SO_ATTACH_REUSEPORT_CBPF,
  SO_LINGER,
  SO_RCVTIMEO,
  SO_SNDTIMEO,
  Socket,
  TimeVal,
  error_reporting,
  socket_close,
  socket_create,
  socket_get_option,
  socket_last_error,
  socket_set_option,
} from 'wasock';

error_reporting(0);
for (let i = 1; i < process.argv.length; i++) {
  const parts = process.argv[i].split(':');
  const level = I32.parseInt(parts[0]);
  const name = I32.parseInt(parts[1]);
  ask(AF_INET, SOCK_STREAM, level, name);
  ask(AF_INET6, SOCK_STREAM, level, name);
  ask(AF_INET, SOCK_DGRAM, level, name);
  ask(AF_INET6, SOCK_DGRAM, level, name);
  ask(AF_UNIX, SOCK_STREAM, level, name);
  ask(AF_UNIX, SOCK_DGRAM, level, name);
  ask(AF_UNIX, SOCK_SEQPACKET, level, name);
}

/** Prints what comes of getting and of setting an option. */
function ask(family: i32, type: i32, level: i32, name: i32): void {
  const socket = socket_create(family, type, 0)!;
  const got = socket_get_option(socket, level, name) === null ? socket_last_error(socket) : 0;
  const was = set(socket, level, name) ? 0 : socket_last_error(socket);
  console.log(got.toString() + ' ' + was.toString());
  socket_close(socket);
}

/** Sets an option to 1, or to what is nearest to that. */
function set(socket: Socket, level: i32, name: i32): bool {
  if (level == SOL_SOCKET && name == SO_LINGER) return socket_set_option(socket, level, name, new Linger(1, 1));
  if (level == SOL_SOCKET && (name == SO_RCVTIMEO || name == SO_SNDTIMEO)) {
    return socket_set_option(socket, level, name, new TimeVal(1, 0));
  }
  // One is no filter; none takes it away.
  if (level == SOL_SOCKET && name == SO_ATTACH_REUSEPORT_CBPF) return socket_set_option(socket, level, name, 0);
  return socket_set_option(socket, level, name, 1);
}
