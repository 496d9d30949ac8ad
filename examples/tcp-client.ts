// A plain TCP client: sends each argument as a line and prints the line that the server answers.
//
//   npx wasock run examples/tcp-client.ts --allow-connect 127.0.0.1:7000 -- 127.0.0.1 7000 hello world
//
// It keeps within what every WASI runtime has, so that the same source also runs in wasmtime:
//
//   npx wasock build examples/tcp-client.ts -o tcp-client.wasm --target wasip2
//   wasmtime run -S inherit-network tcp-client.wasm 127.0.0.1 7000 hello world

import {
  AF_INET,
  AF_INET6,
  PHP_NORMAL_READ,
  SOCK_STREAM,
  SOL_TCP,
  socket_close,
  socket_connect,
  socket_create,
  socket_last_error,
  socket_read,
  socket_strerror,
  socket_write,
} from 'wasock';

if (process.argv.length < 3) {
  console.log('usage: tcp-client ADDRESS PORT [LINE...]');
  process.exit(2);
}
const address = process.argv[1];
const port = <i32>parseInt(process.argv[2]);

const socket = socket_create(address.includes(':') ? AF_INET6 : AF_INET, SOCK_STREAM, SOL_TCP);
if (socket === null) {
  console.log('socket_create() failed: ' + socket_strerror(socket_last_error()));
  process.exit(1);
}
if (!socket_connect(socket!, address, port)) {
  console.log('socket_connect() failed: ' + socket_strerror(socket_last_error(socket)));
  process.exit(1);
}

for (let i = 3; i < process.argv.length; i++) {
  const line = process.argv[i] + '\n';
  if (socket_write(socket!, line) === -1) {
    console.log('socket_write() failed: ' + socket_strerror(socket_last_error(socket)));
    process.exit(1);
  }
  const answer = socket_read(socket!, 2048, PHP_NORMAL_READ);
  if (answer === null) {
    console.log('socket_read() failed: ' + socket_strerror(socket_last_error(socket)));
    process.exit(1);
  } else {
    console.log(String.UTF8.decode(answer).trimEnd());
  }
}
socket_close(socket!);
