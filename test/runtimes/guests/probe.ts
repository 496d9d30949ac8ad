// What the probes share. A probe does one thing end to end inside this guest; what it gives is printed beside its name.

import {
  AF_INET,
  AF_INET6,
  error_reporting,
  Ref,
  SOCK_DGRAM,
  SOCK_STREAM,
  SOL_SOCKET,
  SO_RCVTIMEO,
  SO_SNDTIMEO,
  Socket,
  socket_accept,
  socket_bind,
  socket_clear_error,
  socket_connect,
  socket_create,
  socket_getsockname,
  socket_last_error,
  socket_listen,
  socket_read,
  socket_set_option,
  socket_write,
  TimeVal,
} from 'wasock';

/** It works. What else a probe gives is an errno, or one of these. */
export const YES: i32 = 0;
/** It does not, and no errno says so: the call has none, or something else came of it. */
export const NO: i32 = -1;

/** Seconds that a call may wait. */
const PATIENCE: i32 = 2;

/** A directory for local sockets, without the slash at its end. */
export const directory: string = process.argv.length > 1 ? process.argv[1] : '';

// What is printed is all there is to say.
error_reporting(0);

/** The features to be probed; none: all. */
const chosen: string[] = process.argv.slice(2);

/** Prints what comes of a probe. */
export function probe(feature: string, run: () => i32): void {
  if (chosen.length > 0 && !chosen.includes(feature)) return;
  socket_clear_error();
  const outcome = run();
  const named = outcome == YES ? 'yes' : outcome == NO ? 'no' : outcome.toString();
  console.log(feature + '\t' + named);
}

/** The errno of what has just failed. */
export function failure(): i32 {
  const error = socket_last_error();
  return error == 0 ? NO : error;
}

/** What a probe gives for a call that is to fail so. */
export function fails(failed: bool, errno: i32): i32 {
  if (!failed) return NO;
  return socket_last_error() == errno ? YES : failure();
}

export function expect(asExpected: bool): i32 {
  return asExpected ? YES : NO;
}

export function loopback(domain: i32): string {
  return domain == AF_INET6 ? '::1' : '127.0.0.1';
}

/** Lets no call of a socket wait for ever. */
export function patient(socket: Socket | null): Socket | null {
  if (socket === null) return null;
  socket_set_option(socket, SOL_SOCKET, SO_RCVTIMEO, new TimeVal(PATIENCE, 0));
  socket_set_option(socket, SOL_SOCKET, SO_SNDTIMEO, new TimeVal(PATIENCE, 0));
  return socket;
}

export function create(domain: i32, type: i32, protocol: i32 = 0): Socket | null {
  return patient(socket_create(domain, type, protocol));
}

/** A socket on loopback, at a port of the system's choice. */
export function bound(domain: i32, type: i32): Socket | null {
  const socket = create(domain, type);
  return socket !== null && socket_bind(socket, loopback(domain), 0) ? socket : null;
}

export function listening(domain: i32 = AF_INET, backlog: i32 = 8): Socket | null {
  const socket = bound(domain, SOCK_STREAM);
  return socket !== null && socket_listen(socket, backlog) ? socket : null;
}

export function portOf(socket: Socket): i32 {
  const name = new Ref<string>('');
  const port = new Ref<i32>(0);
  return socket_getsockname(socket, name, port) ? port.value : 0;
}

/** A connection to a listener of this guest's; null if it could not be made. */
export function connectTo(server: Socket, domain: i32 = AF_INET): Socket | null {
  const client = create(domain, SOCK_STREAM);
  return client !== null && socket_connect(client, loopback(domain), portOf(server)) ? client : null;
}

/** Two connected sockets of TCP, the client's first; empty if that failed. */
export function connected(domain: i32 = AF_INET): Socket[] {
  const server = listening(domain);
  if (server === null) return [];
  const client = connectTo(server, domain);
  if (client === null) return [];
  const accepted = patient(socket_accept(server));
  return accepted === null ? [] : [client, accepted];
}

/** Two sockets of UDP on loopback; empty if that failed. */
export function datagrams(domain: i32 = AF_INET): Socket[] {
  const one = bound(domain, SOCK_DGRAM);
  const other = bound(domain, SOCK_DGRAM);
  return one === null || other === null ? [] : [one, other];
}

/** What a read gives, as text; `null` if it fails. */
export function read(socket: Socket, length: i32 = 100): string | null {
  const data = socket_read(socket, length);
  return data === null ? null : String.UTF8.decode(data);
}

/** Sends something each way. */
export function talk(one: Socket, other: Socket): i32 {
  if (socket_write(one, 'question') != 8) return failure();
  const question = read(other);
  if (question === null) return failure();
  if (socket_write(other, 'answer') != 6) return failure();
  const answer = read(one);
  if (answer === null) return failure();
  return expect(question == 'question' && answer == 'answer');
}

/** Milliseconds since some point in the past. */
export function now(): f64 {
  return <f64>process.hrtime() / 1e6;
}
