// What the guests of the property tests share. A guest is called with a case, a family and, for unix, a path; it
// prints facts as "name: value", which the test compares.

import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  Ref,
  SOCK_STREAM,
  Socket,
  socket_accept,
  socket_bind,
  socket_clear_error,
  socket_connect,
  socket_create,
  socket_getsockname,
  socket_last_error,
  socket_listen,
} from 'wasock';

export const testCase: string = argument(1);
/** `inet`, `inet6` or `unix`. */
export const family: string = argument(2);
/** A free path in the file system, for `unix`. */
export const path: string = argument(3);

export const local: bool = family == 'unix';
export const domain: i32 = local ? AF_UNIX : family == 'inet6' ? AF_INET6 : AF_INET;
export const loopback: string = family == 'inet6' ? '::1' : '127.0.0.1';

export function argument(index: i32): string {
  return process.argv.length > index ? process.argv[index] : '';
}

export function say<T>(name: string, value: T): void {
  if (isString<T>()) {
    console.log(name + ': ' + changetype<string>(value));
  } else {
    // @ts-ignore: T is a number or a bool here
    console.log(name + ': ' + value.toString());
  }
}

/** What a read gave: the text in quotes, or FALSE. */
export function text(data: ArrayBuffer | null): string {
  return data === null ? 'FALSE' : '"' + String.UTF8.decode(data) + '"';
}

/** The last error of the socket, which is forgotten then. */
export function errno(socket: Socket): i32 {
  const error = socket_last_error(socket);
  socket_clear_error(socket);
  return error;
}

/** Ends the guest where something fails that the test is not about. */
export function must(ok: bool, what: string): void {
  if (ok) return;
  console.log(what + ' failed: ' + socket_last_error().toString());
  process.exit(9);
}

export function newSocket(type: i32 = SOCK_STREAM): Socket {
  const socket = socket_create(domain, type, 0);
  must(socket !== null, 'socket_create');
  return socket!;
}

/** A bound socket of the family: on a port of the system's choice, or on the path (with a suffix). */
export function bound(type: i32, suffix: string = ''): Socket {
  const socket = newSocket(type);
  must(socket_bind(socket, local ? path + suffix : loopback, 0), 'socket_bind');
  return socket;
}

export function listening(backlog: i32 = 128, suffix: string = ''): Socket {
  const server = bound(SOCK_STREAM, suffix);
  must(socket_listen(server, backlog), 'socket_listen');
  return server;
}

export function portOf(socket: Socket): i32 {
  const name = new Ref<string>('');
  const port = new Ref<i32>(0);
  must(socket_getsockname(socket, name, port), 'socket_getsockname');
  return port.value;
}

/** Connects to a socket of this guest, however its family names it. */
export function connectTo(client: Socket, server: Socket, suffix: string = ''): bool {
  return local ? socket_connect(client, path + suffix) : socket_connect(client, loopback, portOf(server));
}

/** Two connected sockets of the family: the client's and the server's. */
export function connected(): Socket[] {
  const server = listening();
  const client = newSocket();
  must(connectTo(client, server), 'socket_connect');
  const accepted = socket_accept(server);
  must(accepted !== null, 'socket_accept');
  return [client, accepted!];
}

/** Milliseconds since some point in the past. */
export function now(): f64 {
  return <f64>process.hrtime() / 1e6;
}
