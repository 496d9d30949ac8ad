// A guest that main.js runs: it sends each of its arguments to a server, and prints the answers, a line each.
//
// It is written in AssemblyScript, compiled to WebAssembly, and runs from top to bottom, as a PHP script does.
import {
  AF_INET, PHP_NORMAL_READ, SOCK_STREAM, SOL_TCP, socket_close, socket_connect, socket_create, socket_read,
  socket_write,
} from 'wasock';

// The arguments: a port of this machine, and what to ask.
const socket = socket_create(AF_INET, SOCK_STREAM, SOL_TCP)!;
// A call that fails gives false or null, after a warning; `throw` ends the guest, with the exit code 255.
if (!socket_connect(socket, '127.0.0.1', i32.parse(process.argv[1]))) throw new Error('no server');
for (let i = 2; i < process.argv.length; i++) {
  socket_write(socket, process.argv[i] + '\n');
  process.stdout.write(socket_read(socket, 1024, PHP_NORMAL_READ)!);
}
socket_close(socket);
