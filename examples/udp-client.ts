// The manual's socket_sendto() example, which also waits for the answer, over IPv4 or IPv6.
//
//   npx wasock run examples/udp-client.ts --allow-connect 127.0.0.1:1223 -- 127.0.0.1 1223
//   npx wasock run examples/udp-client.ts --allow-connect '[::1]:1223' -- ::1 1223

import {
  AF_INET,
  AF_INET6,
  Ref,
  SOCK_DGRAM,
  SOL_UDP,
  socket_close,
  socket_create,
  socket_last_error,
  socket_recvfrom,
  socket_sendto,
  socket_strerror,
} from 'wasock';

const address = process.argv.length > 1 ? process.argv[1] : '127.0.0.1';
const service_port = process.argv.length > 2 ? <i32>parseInt(process.argv[2]) : 1223;

const sock = socket_create(address.includes(':') ? AF_INET6 : AF_INET, SOCK_DGRAM, SOL_UDP)!;

const msg = 'Ping !';
const len = msg.length;

if (socket_sendto(sock, msg, len, 0, address, service_port) === -1) {
  console.log('socket_sendto() failed: ' + socket_strerror(socket_last_error(sock)));
  process.exit(1);
}

const buf = new Ref<ArrayBuffer | null>(null);
const from = new Ref<string>('');
const port = new Ref<i32>(0);
if (socket_recvfrom(sock, buf, 1024, 0, from, port) === -1) {
  console.log('socket_recvfrom() failed: ' + socket_strerror(socket_last_error(sock)));
  process.exit(1);
}
const received = String.UTF8.decode(buf.value!);
console.log(
  'Received ' + received + ' from remote address ' + from.value + ' and remote port ' + port.value.toString(),
);
socket_close(sock);
