// Errors: each probe gives `yes` if a mistake has the errno that Linux gives, and otherwise the errno that it has.

import {
  AF_INET,
  Ref,
  SOCKET_EADDRINUSE,
  SOCKET_EADDRNOTAVAIL,
  SOCKET_EALREADY,
  SOCKET_ECONNREFUSED,
  SOCKET_ECONNRESET,
  SOCKET_EDESTADDRREQ,
  SOCKET_EINVAL,
  SOCKET_EISCONN,
  SOCKET_EMSGSIZE,
  SOCKET_ENETUNREACH,
  SOCKET_ENOTCONN,
  SOCKET_EOPNOTSUPP,
  SOCKET_EACCES,
  SOCKET_EPIPE,
  SOCKET_EPROTONOSUPPORT,
  SOCK_DGRAM,
  SOCK_STREAM,
  SOL_SOCKET,
  SO_ERROR,
  SO_RCVTIMEO,
  SO_SNDTIMEO,
  TimeVal,
  socket_accept,
  socket_bind,
  socket_close,
  socket_connect,
  socket_create,
  socket_get_option,
  socket_getpeername,
  socket_listen,
  socket_read,
  socket_select,
  socket_sendto,
  socket_set_nonblock,
  socket_set_option,
  socket_shutdown,
  socket_write,
} from 'wasock';
import { bound, connected, create, datagrams, failure, fails, listening, NO, portOf, probe, YES } from './probe';

const name = new Ref<string>('');
const port = new Ref<i32>(0);

export function errors(): void {
  probe('refused', refused);
  probe('refused-nonblocking', refusedNonBlocking);
  probe('refused-datagram', refusedDatagram);
  probe('unreachable', unreachable);
  probe('already', already);
  probe('connected-already', connectedAlready);
  probe('connect-listener', connectListener);
  probe('not-connected-send', notConnectedSend);
  probe('not-connected-receive', notConnectedReceive);
  probe('not-connected-peer', notConnectedPeer);
  probe('not-connected-shutdown', notConnectedShutdown);
  probe('address-in-use', addressInUse);
  probe('address-elsewhere', addressElsewhere);
  probe('bound-already', boundAlready);
  probe('not-listening', notListening);
  probe('listen-datagram', listenDatagram);
  probe('pipe', pipe);
  probe('reset-by-peer', resetByPeer);
  probe('no-destination', noDestination);
  probe('too-large', tooLarge);
  probe('broadcast-denied', broadcastDenied);
  probe('wrong-protocol', wrongProtocol);
}

/** A port at which nobody listens, or receives. */
function deserted(type: i32): i32 {
  const socket = bound(AF_INET, type);
  if (socket === null) return 0;
  const port = portOf(socket);
  socket_close(socket);
  return port;
}

function refused(): i32 {
  const client = create(AF_INET, SOCK_STREAM);
  if (client === null) return failure();
  return fails(!socket_connect(client, '127.0.0.1', deserted(SOCK_STREAM)), SOCKET_ECONNREFUSED);
}

/** The error is the socket's until it is asked for. */
function refusedNonBlocking(): i32 {
  const client = create(AF_INET, SOCK_STREAM);
  if (client === null || !socket_set_nonblock(client)) return failure();
  if (socket_connect(client, '127.0.0.1', deserted(SOCK_STREAM))) return NO;
  if (socket_select(null, [client], null, 2) != 1) return NO;
  const error = socket_get_option(client, SOL_SOCKET, SO_ERROR);
  if (error === null) return failure();
  return error.int == SOCKET_ECONNREFUSED ? YES : error.int;
}

/** The next call after a datagram that nobody takes says so. */
function refusedDatagram(): i32 {
  const client = create(AF_INET, SOCK_DGRAM);
  if (client === null || !socket_connect(client, '127.0.0.1', deserted(SOCK_DGRAM))) return failure();
  socket_set_option(client, SOL_SOCKET, SO_RCVTIMEO, new TimeVal(0, 200000));
  if (socket_write(client, 'x') != 1) return failure();
  return fails(socket_read(client, 1) === null, SOCKET_ECONNREFUSED);
}

/** There is no way out of this network. */
function unreachable(): i32 {
  const client = create(AF_INET, SOCK_STREAM);
  if (client === null) return failure();
  return fails(!socket_connect(client, '192.0.2.1', 9), SOCKET_ENETUNREACH);
}

/** A connection that gets no answer, since the listener's queue is full, is begun once more. */
function already(): i32 {
  const server = listening(AF_INET, 0);
  if (server === null) return failure();
  for (let i = 0; i < 4; i++) {
    const client = create(AF_INET, SOCK_STREAM);
    if (client === null) return failure();
    socket_set_option(client, SOL_SOCKET, SO_SNDTIMEO, new TimeVal(0, 50000));
    if (socket_connect(client, '127.0.0.1', portOf(server))) continue;
    return fails(!socket_connect(client, '127.0.0.1', portOf(server)), SOCKET_EALREADY);
  }
  return NO;
}

function connectedAlready(): i32 {
  const pair = connected();
  const server = listening();
  if (pair.length == 0 || server === null) return failure();
  return fails(!socket_connect(pair[0], '127.0.0.1', portOf(server)), SOCKET_EISCONN);
}

function connectListener(): i32 {
  const server = listening();
  const other = listening();
  if (server === null || other === null) return failure();
  return fails(!socket_connect(server, '127.0.0.1', portOf(other)), SOCKET_EISCONN);
}

function notConnectedSend(): i32 {
  const socket = create(AF_INET, SOCK_STREAM);
  return socket === null ? failure() : fails(socket_write(socket, 'x') < 0, SOCKET_EPIPE);
}

function notConnectedReceive(): i32 {
  const socket = create(AF_INET, SOCK_STREAM);
  return socket === null ? failure() : fails(socket_read(socket, 1) === null, SOCKET_ENOTCONN);
}

function notConnectedPeer(): i32 {
  const socket = create(AF_INET, SOCK_STREAM);
  return socket === null ? failure() : fails(!socket_getpeername(socket, name, port), SOCKET_ENOTCONN);
}

function notConnectedShutdown(): i32 {
  const socket = create(AF_INET, SOCK_STREAM);
  return socket === null ? failure() : fails(!socket_shutdown(socket, 1), SOCKET_ENOTCONN);
}

function addressInUse(): i32 {
  const server = listening();
  const other = create(AF_INET, SOCK_STREAM);
  if (server === null || other === null) return failure();
  return fails(!socket_bind(other, '127.0.0.1', portOf(server)), SOCKET_EADDRINUSE);
}

function addressElsewhere(): i32 {
  const socket = create(AF_INET, SOCK_STREAM);
  return socket === null ? failure() : fails(!socket_bind(socket, '192.0.2.1', 0), SOCKET_EADDRNOTAVAIL);
}

function boundAlready(): i32 {
  const socket = bound(AF_INET, SOCK_STREAM);
  return socket === null ? failure() : fails(!socket_bind(socket, '127.0.0.1', 0), SOCKET_EINVAL);
}

function notListening(): i32 {
  const socket = bound(AF_INET, SOCK_STREAM);
  return socket === null ? failure() : fails(socket_accept(socket) === null, SOCKET_EINVAL);
}

function listenDatagram(): i32 {
  const socket = bound(AF_INET, SOCK_DGRAM);
  return socket === null ? failure() : fails(!socket_listen(socket), SOCKET_EOPNOTSUPP);
}

/** Who has ended sending sends. */
function pipe(): i32 {
  const pair = connected();
  if (pair.length == 0 || !socket_shutdown(pair[0], 1)) return failure();
  return fails(socket_write(pair[0], 'x') < 0, SOCKET_EPIPE);
}

/** The peer closes without having read all. */
function resetByPeer(): i32 {
  const pair = connected();
  if (pair.length == 0 || socket_write(pair[0], 'unread') != 6) return failure();
  // When it has come, and not before.
  if (socket_select([pair[1]], null, null, 2) != 1) return NO;
  socket_close(pair[1]);
  return fails(socket_read(pair[0], 1) === null, SOCKET_ECONNRESET);
}

function noDestination(): i32 {
  const socket = create(AF_INET, SOCK_DGRAM);
  return socket === null ? failure() : fails(socket_write(socket, 'x') < 0, SOCKET_EDESTADDRREQ);
}

function tooLarge(): i32 {
  const pair = datagrams();
  if (pair.length == 0) return failure();
  const large = new ArrayBuffer(65508);
  return fails(socket_sendto(pair[0], large, 65508, 0, '127.0.0.1', portOf(pair[1])) < 0, SOCKET_EMSGSIZE);
}

function broadcastDenied(): i32 {
  const socket = create(AF_INET, SOCK_DGRAM);
  return socket === null ? failure() : fails(socket_sendto(socket, 'x', 1, 0, '127.255.255.255', 9) < 0, SOCKET_EACCES);
}

function wrongProtocol(): i32 {
  return fails(socket_create(AF_INET, SOCK_STREAM, 17) === null, SOCKET_EPROTONOSUPPORT);
}
