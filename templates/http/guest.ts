// A web server.
//
//   npm start     runs it: open http://127.0.0.1:8080 in a browser
//   npm test      tests it
//
// This file is a guest: it is written in AssemblyScript, compiled to WebAssembly, and runs from top to bottom, as a PHP script
// does. It may do only what the flags in package.json allow. Leave one out, and see.
import {
  AF_INET, SO_REUSEADDR, SOCK_STREAM, Socket, SOL_SOCKET, SOL_TCP, Ref, socket_accept, socket_bind, socket_close,
  socket_create, socket_getsockname, socket_listen, socket_read, socket_select, socket_set_option, socket_write,
} from 'wasock';

/** The most of a request that is read, in bytes. */
const MOST: i32 = 16384;

/** A browser that is connected, and what it has sent so far. Browsers connect before they know what to ask for. */
class Client {
  request: string = '';
  constructor(readonly socket: Socket) {}
}

let visits = 0;

/** What is shown at a path. Change this. */
function page(path: string): string | null {
  if (path == '/') return `<h1>Hello from WebAssembly</h1><p>Visit ${++visits}. <a href="/about">About</a></p>`;
  if (path == '/about') return '<h1>About</h1><p>One file of AssemblyScript, on real sockets. <a href="/">Back</a></p>';
  return null;
}

/** The whole answer to a request. */
function respond(request: string): string {
  const words = request.substring(0, request.indexOf('\r\n')).split(' ');
  if (words.length != 3 || words[0] != 'GET') return answer('405 Method Not Allowed', '<h1>Only GET</h1>');
  const found = page(words[1].split('?')[0]);
  return found === null ? answer('404 Not Found', '<h1>Not found</h1>') : answer('200 OK', found);
}

function answer(status: string, body: string): string {
  const html = `<!doctype html><meta charset="utf-8"><title>wasock</title>${body}\n`;
  const length = String.UTF8.byteLength(html);
  const type = 'text/html; charset=utf-8';
  return `HTTP/1.1 ${status}\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n${html}`;
}

/** Reads what a client has sent. Whether it is done with: answered, gone, or asking for too much. */
function serve(client: Client): bool {
  const data = socket_read(client.socket, MOST);
  // An empty buffer is the end of the connection, null an error.
  if (data === null || data.byteLength == 0) return true;
  client.request += String.UTF8.decode(data);
  if (client.request.includes('\r\n\r\n')) {
    socket_write(client.socket, respond(client.request));
    return true;
  }
  return client.request.length > MOST;
}

/** A socket that listens on a port of this machine. */
function listenOn(port: i32): Socket {
  // What fails in PHP with `false` gives null or false here, after a warning that says why. `!` ends the guest at a null.
  const listener = socket_create(AF_INET, SOCK_STREAM, SOL_TCP)!;
  socket_set_option(listener, SOL_SOCKET, SO_REUSEADDR, 1);
  if (!socket_bind(listener, '127.0.0.1', port) || !socket_listen(listener, 100)) throw new Error('cannot listen');
  return listener;
}

// The arguments after `--`.
const listener = listenOn(process.argv.length > 1 ? i32.parse(process.argv[1]) : 8080);

// `&$address` of PHP is a Ref here.
const address = new Ref<string>('');
const port = new Ref<i32>(0);
socket_getsockname(listener, address, port);
console.log(`http://${address.value}:${port.value}`);

let clients: Client[] = [];
while (true) {
  // socket_select() leaves in the array what is ready, so it gets a new one each time.
  const readable = clients.map<Socket>((client) => client.socket).concat([listener]);
  socket_select(readable, null, null);
  const waiting: Client[] = [];
  for (let i = 0; i < clients.length; i++) {
    const client = clients[i];
    if (!readable.includes(client.socket) || !serve(client)) waiting.push(client);
    else socket_close(client.socket);
  }
  if (readable.includes(listener)) {
    const socket = socket_accept(listener);
    if (socket !== null) waiting.push(new Client(socket));
  }
  clients = waiting;
}
