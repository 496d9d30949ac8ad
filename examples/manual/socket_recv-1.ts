// The manual's HTTP HEAD example for socket_recv(), with the host and the port as arguments.
//
//   npx wasock run examples/http-head.ts --allow-connect www.example.com:80
//   npx wasock run examples/http-head.ts --allow-connect localhost:8080 -- localhost 8080

import {
  AF_INET,
  MSG_WAITALL,
  Ref,
  SOCK_STREAM,
  SOL_TCP,
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

const host = process.argv.length > 1 ? process.argv[1] : 'www.example.com';

echo('<h2>TCP/IP Connection</h2>\n');

/* Get the port for the WWW service. */
const service_port = process.argv.length > 2 ? <i32>parseInt(process.argv[2]) : getservbyname('www', 'tcp');

/* Get the IP address for the target host. */
const address = gethostbyname(host);

/* Create a TCP/IP socket. */
const socket = socket_create(AF_INET, SOCK_STREAM, SOL_TCP);
if (socket === null) {
  echo('socket_create() failed: reason: ' + socket_strerror(socket_last_error()) + '\n');
  process.exit(1);
} else {
  echo('OK.\n');
}

echo("Attempting to connect to '" + address + "' on port '" + service_port.toString() + "'...");
const result = socket_connect(socket!, address, service_port);
if (result === false) {
  echo('socket_connect() failed.\nReason: ' + socket_strerror(socket_last_error(socket)) + '\n');
  process.exit(1);
} else {
  echo('OK.\n');
}

let request = 'HEAD / HTTP/1.1\r\n';
request += 'Host: ' + host + '\r\n';
request += 'Connection: Close\r\n\r\n';

echo('Sending HTTP HEAD request...');
socket_write(socket!, request, request.length);
echo('OK.\n');

echo('Reading response:\n\n');
const buf = new Ref<ArrayBuffer | null>(String.UTF8.encode('This is my buffer.'));
const bytes = socket_recv(socket!, buf, 2048, MSG_WAITALL);
if (bytes !== -1) {
  echo('Read ' + bytes.toString() + ' bytes from socket_recv(). Closing socket...');
} else {
  echo('socket_recv() failed; reason: ' + socket_strerror(socket_last_error(socket)) + '\n');
}
socket_close(socket!);

const response = buf.value;
if (response !== null) echo(String.UTF8.decode(response!));
echo('\nOK.\n\n');

function echo(text: string): void {
  process.stdout.write(text);
}
