// Reading lines with PHP_NORMAL_READ: waits for one client and prints what it sends, line by line.
//
//   npx wasock run examples/read-lines.ts --allow-bind 127.0.0.1:7001 -- 7001
//   printf 'one\ntwo\nthree' | nc -N 127.0.0.1 7001
//
// The first argument is the port, 0 (the default) for any.

import {
  AF_INET,
  PHP_NORMAL_READ,
  Ref,
  SOCK_STREAM,
  SOL_TCP,
  socket_accept,
  socket_bind,
  socket_close,
  socket_create,
  socket_getsockname,
  socket_last_error,
  socket_listen,
  socket_read,
  socket_strerror,
} from 'wasock';

const server = socket_create(AF_INET, SOCK_STREAM, SOL_TCP)!;
const wanted = process.argv.length > 1 ? <i32>parseInt(process.argv[1]) : 0;
if (!socket_bind(server, '127.0.0.1', wanted) || !socket_listen(server)) {
  console.log('Cannot listen: ' + socket_strerror(socket_last_error(server)));
  process.exit(1);
}

const name = new Ref<string>('');
const port = new Ref<i32>(0);
socket_getsockname(server, name, port);
console.log('Listening on ' + name.value + ':' + port.value.toString());

const client = socket_accept(server)!;
let number = 0;
while (true) {
  // Up to and with the first "\n" or "\r", at most 2048 bytes
  const data = socket_read(client, 2048, PHP_NORMAL_READ);
  if (data === null) {
    console.log('socket_read() failed: ' + socket_strerror(socket_last_error(client)));
    process.exit(1);
    break;
  }
  if (data.byteLength === 0) break; // the end
  const line = String.UTF8.decode(data);
  if (line === '\n') continue; // after "\r": the other half of a line's end in many protocols
  number++;
  console.log(number.toString() + ': ' + line.trimEnd());
}
console.log(number.toString() + ' lines');

socket_close(client);
socket_close(server);
