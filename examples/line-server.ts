// A TCP server for many clients at once: one guest, one socket_select(). It answers every line with
// its number within the connection and the line itself.
//
//   npx wasock run examples/line-server.ts --allow-bind 127.0.0.1:7000 -- 7000
//   nc 127.0.0.1 7000
//
// The first argument is the port, 0 (the default) for any; with a second one the server ends after
// that many clients have come and gone.

import {
  AF_INET,
  Ref,
  SOCK_STREAM,
  SOL_SOCKET,
  SOL_TCP,
  SO_REUSEADDR,
  Socket,
  socket_accept,
  socket_bind,
  socket_close,
  socket_create,
  socket_getsockname,
  socket_last_error,
  socket_listen,
  socket_read,
  socket_select,
  socket_set_nonblock,
  socket_set_option,
  socket_strerror,
  socket_write,
} from 'wasock';

const NEWLINE: u8 = 10;

/** What is known of one connection. */
class Client {
  /** Lines answered so far. */
  lines: i32 = 0;
  /** The beginning of a line whose end has not come yet. */
  unfinished: u8[] = [];
  /** Answers that the system has not taken yet. */
  answers: u8[] = [];
  /** The client has said all it had to say. */
  ended: bool = false;

  constructor(readonly socket: Socket) {}

  /** Takes what came, and answers the lines that it completes. */
  receive(data: Uint8Array): void {
    for (let i = 0; i < data.length; i++) {
      this.unfinished.push(data[i]);
      if (data[i] !== NEWLINE) continue;
      this.lines++;
      const head = Uint8Array.wrap(String.UTF8.encode(this.lines.toString() + ': '));
      for (let j = 0; j < head.length; j++) this.answers.push(head[j]);
      for (let j = 0; j < this.unfinished.length; j++) this.answers.push(this.unfinished[j]);
      this.unfinished.length = 0;
    }
  }

  /** Sends as many answers as the system takes; false where the client has gone. */
  send(): bool {
    const data = new Uint8Array(this.answers.length);
    for (let i = 0; i < data.length; i++) data[i] = this.answers[i];
    const sent = socket_write(this.socket, data, data.length);
    if (sent === -1) return false;
    this.answers.splice(0, sent);
    return true;
  }
}

const port: i32 = process.argv.length > 1 ? <i32>parseInt(process.argv[1]) : 0;
const clientsToServe: i32 = process.argv.length > 2 ? <i32>parseInt(process.argv[2]) : -1;

const server = socket_create(AF_INET, SOCK_STREAM, SOL_TCP)!;
socket_set_option(server, SOL_SOCKET, SO_REUSEADDR, 1);
if (!socket_bind(server, '127.0.0.1', port) || !socket_listen(server, 1024)) {
  console.log('Cannot listen: ' + socket_strerror(socket_last_error(server)));
  process.exit(1);
}
socket_set_nonblock(server);

const name = new Ref<string>('');
const boundPort = new Ref<i32>(0);
socket_getsockname(server, name, boundPort);
console.log('Listening on ' + name.value + ':' + boundPort.value.toString());

const clients = new Map<Socket, Client>();
let served = 0;

while (served !== clientsToServe) {
  const read: Socket[] = [server];
  const write: Socket[] = [];
  const all = clients.values();
  for (let i = 0; i < all.length; i++) {
    if (!all[i].ended) read.push(all[i].socket);
    if (all[i].answers.length > 0) write.push(all[i].socket);
  }

  if (socket_select(read, write, null) === -1) {
    console.log('socket_select() failed: ' + socket_strerror(socket_last_error()));
    process.exit(1);
  }

  for (let i = 0; i < write.length; i++) {
    const client = clients.get(write[i]);
    if (!client.send() || (client.ended && client.answers.length === 0)) goodbye(client);
  }

  for (let i = 0; i < read.length; i++) {
    if (read[i] === server) {
      welcomeAll();
    } else if (clients.has(read[i])) {
      listenTo(clients.get(read[i]));
    }
  }
}

console.log('Served ' + served.toString() + ' clients');
socket_close(server);

/** Takes every connection that waits. */
function welcomeAll(): void {
  let socket = socket_accept(server);
  while (socket !== null) {
    socket_set_nonblock(socket);
    clients.set(socket, new Client(socket));
    socket = socket_accept(server);
  }
}

/** Takes what a client has sent; an empty buffer is the end of it. */
function listenTo(client: Client): void {
  const data = socket_read(client.socket, 65536);
  if (data === null) return goodbye(client);
  client.ended = data.byteLength === 0;
  client.receive(Uint8Array.wrap(data));
  if (client.answers.length > 0 && !client.send()) return goodbye(client);
  if (client.ended && client.answers.length === 0) goodbye(client);
}

function goodbye(client: Client): void {
  socket_close(client.socket);
  clients.delete(client.socket);
  served++;
}
