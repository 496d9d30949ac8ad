// A guest that may talk to one server, and is spoken to by a stranger, who knows its port. The server's port of TCP is
// the first argument: it has the stranger speak. Its port of UDP is the second.

import {
  AF_INET,
  Ref,
  SOCK_DGRAM,
  SOCK_STREAM,
  Socket,
  socket_connect,
  socket_create,
  socket_getsockname,
  socket_last_error,
  socket_clear_error,
  socket_listen,
  socket_read,
  socket_recvfrom,
  socket_send,
  socket_sendto,
  socket_set_nonblock,
  socket_write,
  PHP_NORMAL_READ,
} from 'wasock';

const LOOPBACK = '127.0.0.1';
const port = <i32>parseInt(process.argv[2]);

const line = socket_create(AF_INET, SOCK_STREAM, 0)!;
socket_connect(line, LOOPBACK, <i32>parseInt(process.argv[1]));

const udp = newUdp();
console.log('send: ' + socket_send(udp, 'x', 1, 0).toString() + ' errno ' + lastError().toString());
console.log('port: ' + portOf(udp).toString());
console.log('sendto: ' + socket_sendto(udp, 'ask', 3, 0, LOOPBACK, port).toString());
heard('after sendto', udp);

const connected = newUdp();
socket_connect(connected, LOOPBACK, port);
socket_write(connected, 'ask');
heard('after connect', connected);

const tcp = socket_create(AF_INET, SOCK_STREAM, 0)!;
const refused = !socket_connect(tcp, LOOPBACK, 1);
socket_clear_error(tcp);
console.log('refused: ' + refused.toString());
console.log('listen: ' + socket_listen(tcp, 1).toString() + ' errno ' + lastError().toString());

function newUdp(): Socket {
  return socket_create(AF_INET, SOCK_DGRAM, 0)!;
}

/** What comes when the stranger has spoken, and then the server. */
function heard(when: string, socket: Socket): void {
  socket_write(line, portOf(socket).toString() + '\n');
  socket_read(line, 10, PHP_NORMAL_READ);
  const from = new Ref<string>('');
  const fromPort = new Ref<i32>(0);
  const data = new Ref<ArrayBuffer | null>(null);
  const length = socket_recvfrom(socket, data, 100, 0, from, fromPort);
  console.log(when + ': ' + String.UTF8.decode(data.value!) + ' ' + (fromPort.value == port).toString());
  socket_set_nonblock(socket);
  console.log('more: ' + socket_recvfrom(socket, data, 100, 0, from, fromPort).toString() + ' of ' + length.toString());
  socket_clear_error();
}

function lastError(): i32 {
  const error = socket_last_error();
  socket_clear_error();
  return error;
}

function portOf(socket: Socket): i32 {
  const name = new Ref<string>('');
  const at = new Ref<i32>(0);
  socket_getsockname(socket, name, at);
  return at.value;
}
