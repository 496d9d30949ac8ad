// Connections: made, named, ended.

import {
  AF_INET,
  Ref,
  SOCK_DGRAM,
  SOCK_NONBLOCK,
  SOCK_STREAM,
  SOL_SOCKET,
  SO_ERROR,
  SO_LINGER,
  Linger,
  SOCKET_ECONNRESET,
  SOCKET_EINPROGRESS,
  Socket,
  socket_accept,
  socket_close,
  socket_connect,
  socket_create_listen,
  socket_get_option,
  socket_getpeername,
  socket_getsockname,
  socket_last_error,
  socket_read,
  socket_select,
  socket_sendto,
  socket_set_nonblock,
  socket_set_option,
  socket_shutdown,
  socket_write,
} from 'wasock';
import {
  bound, connected, connectTo, create, datagrams, expect, failure, fails, listening, patient, portOf, probe, read, talk,
  NO,
} from './probe';

const name = new Ref<string>('');
const port = new Ref<i32>(0);

export function connections(): void {
  probe('queue', queue);
  probe('create-listen', createListen);
  probe('names', names);
  probe('client-bind', boundClient);
  probe('connect-nonblocking', connectNonBlocking);
  probe('type-nonblocking', typeNonBlocking);
  probe('connect-datagram', connectDatagram);
  probe('shutdown-write', halfClose);
  probe('shutdown-read', shutdownRead);
  probe('end-of-file', endOfFile);
  probe('reset', reset);
}

/** Two connections wait, and are taken in their order. */
function queue(): i32 {
  const server = listening();
  if (server === null) return failure();
  const first = connectTo(server);
  const second = connectTo(server);
  if (first === null || second === null) return failure();
  const one = patient(socket_accept(server));
  const two = patient(socket_accept(server));
  if (one === null || two === null) return failure();
  const outcome = talk(first, one);
  return outcome != 0 ? outcome : talk(second, two);
}

function createListen(): i32 {
  const server = patient(socket_create_listen(0));
  if (server === null) return failure();
  const client = connectTo(server);
  if (client === null) return failure();
  const accepted = patient(socket_accept(server));
  return accepted === null ? failure() : talk(client, accepted);
}

/** The one's address is the other's peer. */
function names(): i32 {
  const pair = connected();
  if (pair.length == 0) return failure();
  if (!socket_getsockname(pair[0], name, port)) return failure();
  const own = name.value + ' ' + port.value.toString();
  if (!socket_getpeername(pair[1], name, port)) return failure();
  return expect(port.value > 0 && own == name.value + ' ' + port.value.toString());
}

/** A client with an address of its own choice. */
function boundClient(): i32 {
  const server = listening();
  const client = bound(AF_INET, SOCK_STREAM);
  if (server === null || client === null) return failure();
  const own = portOf(client);
  if (!socket_connect(client, '127.0.0.1', portOf(server))) return failure();
  const accepted = patient(socket_accept(server));
  if (accepted === null || !socket_getpeername(accepted, name, port)) return failure();
  return expect(port.value == own);
}

function connectNonBlocking(): i32 {
  const client = create(AF_INET, SOCK_STREAM);
  if (client === null || !socket_set_nonblock(client)) return failure();
  return begin(client);
}

function typeNonBlocking(): i32 {
  const client = create(AF_INET, SOCK_STREAM | SOCK_NONBLOCK);
  return client === null ? failure() : begin(client);
}

/** Begins to connect, waits until that is done, and asks what came of it. */
function begin(client: Socket): i32 {
  const server = listening();
  if (server === null) return failure();
  if (!socket_connect(client, '127.0.0.1', portOf(server)) && socket_last_error(client) != SOCKET_EINPROGRESS) {
    return failure();
  }
  const write: Socket[] = [client];
  if (socket_select(null, write, null, 2) != 1) return NO;
  const error = socket_get_option(client, SOL_SOCKET, SO_ERROR);
  if (error === null) return failure();
  return error.int != 0 ? error.int : expect(socket_accept(server) !== null && socket_write(client, 'x') == 1);
}

/** A datagram socket with one peer hears nobody else. */
function connectDatagram(): i32 {
  const pair = datagrams();
  const stranger = bound(AF_INET, SOCK_DGRAM);
  if (pair.length == 0 || stranger === null) return failure();
  if (!socket_connect(pair[0], '127.0.0.1', portOf(pair[1]))) return failure();
  if (!socket_connect(pair[1], '127.0.0.1', portOf(pair[0]))) return failure();
  if (socket_sendto(stranger, 'stranger', 8, 0, '127.0.0.1', portOf(pair[0])) != 8) return failure();
  return talk(pair[0], pair[1]);
}

/** Who has ended sending still receives. */
function halfClose(): i32 {
  const pair = connected();
  if (pair.length == 0) return failure();
  if (socket_write(pair[0], 'all') != 3 || !socket_shutdown(pair[0], 1)) return failure();
  if (read(pair[1]) === null) return failure();
  const end = read(pair[1]);
  if (end === null || socket_write(pair[1], 'answer') != 6) return failure();
  const answer = read(pair[0]);
  if (answer === null) return failure();
  return expect(end == '' && answer == 'answer');
}

function shutdownRead(): i32 {
  const pair = connected();
  if (pair.length == 0 || !socket_shutdown(pair[0], 0)) return failure();
  const end = read(pair[0]);
  if (end === null) return failure();
  if (socket_write(pair[0], 'still') != 5) return failure();
  return expect(end == '' && read(pair[1]) == 'still');
}

function endOfFile(): i32 {
  const pair = connected();
  if (pair.length == 0 || socket_write(pair[0], 'last') != 4) return failure();
  socket_close(pair[0]);
  const last = read(pair[1]);
  const end = read(pair[1]);
  if (last === null || end === null) return failure();
  return expect(last == 'last' && end == '');
}

/** Closed with SO_LINGER's time 0, a connection is reset. */
function reset(): i32 {
  const pair = connected();
  if (pair.length == 0 || !socket_set_option(pair[0], SOL_SOCKET, SO_LINGER, new Linger(1, 0))) return failure();
  socket_close(pair[0]);
  return fails(socket_read(pair[1], 1) === null, SOCKET_ECONNRESET);
}
