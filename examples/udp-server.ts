// The manual's socket_recvfrom() example, which also answers, over IPv4 or IPv6.
//
//   npx wasock run examples/udp-server.ts --allow-bind 127.0.0.1:1223 -- 127.0.0.1 1223
//   npx wasock run examples/udp-server.ts --allow-bind '[::1]:1223' -- ::1 1223
//
// Ends after one request. Port 0 takes any free one. Who may bind a datagram socket may also answer on it,
// where --allow-connect allows the address.

import {
  AF_INET,
  AF_INET6,
  Ref,
  SOCK_DGRAM,
  SOL_UDP,
  socket_bind,
  socket_close,
  socket_create,
  socket_getsockname,
  socket_last_error,
  socket_recvfrom,
  socket_sendto,
  socket_strerror,
} from 'wasock';

const address = process.argv.length > 1 ? process.argv[1] : '127.0.0.1';
const service_port = process.argv.length > 2 ? <i32>parseInt(process.argv[2]) : 1223;

const socket = socket_create(address.includes(':') ? AF_INET6 : AF_INET, SOCK_DGRAM, SOL_UDP)!;
if (!socket_bind(socket, address, service_port)) {
  console.log('socket_bind() failed: ' + socket_strerror(socket_last_error(socket)));
  process.exit(1);
}

const from = new Ref<string>('');
const port = new Ref<i32>(0);
socket_getsockname(socket, from, port);
console.log('Waiting on ' + from.value + ' port ' + port.value.toString());

const buf = new Ref<ArrayBuffer | null>(null);
if (socket_recvfrom(socket, buf, 12, 0, from, port) === -1) {
  console.log('socket_recvfrom() failed: ' + socket_strerror(socket_last_error(socket)));
  process.exit(1);
}
const received = String.UTF8.decode(buf.value!);
console.log(
  'Received ' + received + ' from remote address ' + from.value + ' and remote port ' + port.value.toString(),
);

const answer = received + ' to you too';
if (socket_sendto(socket, answer, answer.length, 0, from.value, port.value) === -1) {
  console.log('socket_sendto() failed: ' + socket_strerror(socket_last_error(socket)));
  process.exit(1);
}
socket_close(socket);
