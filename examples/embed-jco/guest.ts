// The guest, in AssemblyScript: asks a web server for its page, and prints the first line of the answer.
import {
  AF_INET,
  PHP_NORMAL_READ,
  SOCK_STREAM,
  SOL_TCP,
  socket_close,
  socket_connect,
  socket_create,
  socket_read,
  socket_write,
} from 'wasock';

const address = process.argv[1];
const port = I32.parseInt(process.argv[2]);

const socket = socket_create(AF_INET, SOCK_STREAM, SOL_TCP)!;
if (!socket_connect(socket, address, port)) process.exit(1);
socket_write(socket, `GET / HTTP/1.0\r\nHost: ${address}\r\n\r\n`);
const line = socket_read(socket, 1000, PHP_NORMAL_READ);
if (line !== null) console.log(String.UTF8.decode(line!));
socket_close(socket);
