// A TCP server that sends back what it gets, to any number of clients at once.
//
//   npm start     runs it. Then, in another terminal: nc 127.0.0.1 7000
//   npm test      tests it
//
// This file is a guest: it is written in AssemblyScript, compiled to WebAssembly, and runs from top to bottom, as a PHP script
// does. It may do only what the flags in package.json allow. Leave one out, and see.
import {
  AF_INET, SO_REUSEADDR, SOCK_STREAM, Socket, SOL_SOCKET, SOL_TCP, Ref, socket_accept, socket_bind, socket_close,
  socket_create, socket_getsockname, socket_listen, socket_read, socket_select, socket_set_option, socket_write,
} from 'wasock';

/** A socket that listens on a port of this machine. */
function listenOn(port: i32): Socket {
  // What fails in PHP with `false` gives null or false here, after a warning that says why. `!` ends the guest at a null.
  const listener = socket_create(AF_INET, SOCK_STREAM, SOL_TCP)!;
  socket_set_option(listener, SOL_SOCKET, SO_REUSEADDR, 1);
  if (!socket_bind(listener, '127.0.0.1', port) || !socket_listen(listener, 100)) throw new Error('cannot listen');
  return listener;
}

// The arguments after `--`.
const listener = listenOn(process.argv.length > 1 ? i32.parse(process.argv[1]) : 7000);

// `&$address` of PHP is a Ref here.
const address = new Ref<string>('');
const port = new Ref<i32>(0);
socket_getsockname(listener, address, port);
console.log(`listening on ${address.value}:${port.value}`);

const clients: Socket[] = [];
while (true) {
  // socket_select() leaves in the array what is ready, so it gets a new one each time.
  const readable = clients.concat([listener]);
  socket_select(readable, null, null);
  for (let i = 0; i < readable.length; i++) {
    if (readable[i] === listener) {
      const client = socket_accept(listener);
      if (client !== null) clients.push(client);
    } else {
      answer(readable[i]);
    }
  }
}

/** Sends back what a client has sent, and forgets the client when it has gone. */
function answer(client: Socket): void {
  const data = socket_read(client, 65536);
  // An empty buffer is the end of the connection, null an error.
  if (data !== null && data.byteLength > 0 && socket_write(client, data) >= 0) return;
  clients.splice(clients.indexOf(client), 1);
  socket_close(client);
}
