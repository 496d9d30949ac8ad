// A client: asks a web server for a page, and prints what it answers.
//
//   npm start     runs it
//   npm test      tests it
//
// This file is a guest: it is written in AssemblyScript, compiled to WebAssembly, and runs from top to bottom, as a PHP script
// does. It may do only what the flags in package.json allow. Leave one out, and see.
import {
  AF_INET, SOCK_STREAM, SOL_TCP, socket_close, socket_connect, socket_create, socket_last_error, socket_read,
  socket_strerror, socket_write,
} from 'wasock';

/** Prints what a server answers. Whether it did. */
function get(host: string, port: i32, path: string): bool {
  // What fails in PHP with `false` gives null or false here, after a warning that says why. `!` ends the guest at a null.
  const socket = socket_create(AF_INET, SOCK_STREAM, SOL_TCP)!;
  // A name is looked up: --allow-connect example.com:80 allows that as well.
  if (!socket_connect(socket, host, port)) {
    console.error(`cannot connect to ${host}: ${socket_strerror(socket_last_error(socket))}`);
    return false;
  }
  socket_write(socket, `GET ${path} HTTP/1.0\r\nHost: ${host}\r\n\r\n`);
  while (true) {
    const data = socket_read(socket, 65536);
    // An empty buffer is the end of the connection, null an error.
    if (data === null || data.byteLength == 0) {
      socket_close(socket);
      return data !== null;
    }
    process.stdout.write<ArrayBuffer>(data);
  }
}

// The arguments after `--`.
if (process.argv.length < 3) {
  console.error('arguments: host port [path]');
  process.exit(2);
}
const path = process.argv.length > 3 ? process.argv[3] : '/';
if (!get(process.argv[1], i32.parse(process.argv[2]), path)) process.exit(1);
