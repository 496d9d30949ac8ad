// Manual: socket_recv(), example #1: asks a web server for the head of its first page.
//
//   npx wasock run examples/manual/socket_recv-1.ts --allow-connect www.example.com:80
//   npx wasock run examples/manual/socket_recv-1.ts --allow-connect localhost:8080 -- localhost 8080
//
// The arguments are the host and the port.

import {
  AF_INET,
  E_ALL,
  MSG_WAITALL,
  Ref,
  SOCK_STREAM,
  SOL_TCP,
  error_reporting,
  gethostbyname,
  getservbyname,
  socket_close,
  socket_connect,
  socket_create,
  socket_last_error,
  socket_recv,
  socket_strerror,
  socket_write,
} from 'wasock';
import { argument, echo, numberArgument, strlen, text } from './php';

error_reporting(E_ALL);

echo('<h2>TCP/IP Connection</h2>\n');

/* Get the port for the WWW service. */
const service_port = numberArgument(2, getservbyname('www', 'tcp'));

/* Get the IP address for the target host. */
const host = argument(1, 'www.example.com');
const address = gethostbyname(host);

/* Create a TCP/IP socket. */
const socket = socket_create(AF_INET, SOCK_STREAM, SOL_TCP);
if (socket === null) {
  echo('socket_create() failed: reason: ' + socket_strerror(socket_last_error()) + '\n');
} else {
  echo('OK.\n');
}

echo(`Attempting to connect to '${address}' on port '${service_port}'...`);
const result = socket_connect(socket!, address, service_port);
if (result === false) {
  echo('socket_connect() failed.\nReason: () ' + socket_strerror(socket_last_error(socket)) + '\n');
} else {
  echo('OK.\n');
}

let request = 'HEAD / HTTP/1.1\r\n';
request += 'Host: ' + host + '\r\n';
request += 'Connection: Close\r\n\r\n';

echo('Sending HTTP HEAD request...');
socket_write(socket!, request, strlen(request));
echo('OK.\n');

echo('Reading response:\n\n');
const buf = new Ref<ArrayBuffer | null>(String.UTF8.encode('This is my buffer.'));
const bytes = socket_recv(socket!, buf, 2048, MSG_WAITALL);
if (bytes !== -1) {
  echo(`Read ${bytes} bytes from socket_recv(). Closing socket...`);
} else {
  echo('socket_recv() failed; reason: ' + socket_strerror(socket_last_error(socket)) + '\n');
}
socket_close(socket!);

echo(text(buf.value) + '\n');
echo('OK.\n\n');
