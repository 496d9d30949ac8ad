// Random operations on local sockets, none of which blocks: each prints what it gave. `argument(4)` is the first seed,
// `argument(5)` how many runs there are, `argument(6)` how many operations each has. The same seed is the same run.

import {
  AF_UNIX,
  ControlMessage,
  ControlShape,
  MSG_CMSG_CLOEXEC,
  MSG_DONTWAIT,
  MSG_EOF,
  MSG_EOR,
  MSG_ERRQUEUE,
  MSG_PEEK,
  MSG_TRUNC,
  MSG_WAITALL,
  Message,
  MessageName,
  Ref,
  SCM_RIGHTS,
  SOCK_DGRAM,
  SOCK_NONBLOCK,
  SOCK_SEQPACKET,
  SOCK_STREAM,
  SOL_SOCKET,
  SO_ACCEPTCONN,
  SO_ERROR,
  SO_PASSCRED,
  SO_PEERCRED,
  SO_RCVLOWAT,
  SO_SNDBUF,
  SO_TYPE,
  Socket,
  error_reporting,
  socket_accept,
  socket_bind,
  socket_clear_error,
  socket_close,
  socket_connect,
  socket_create,
  socket_create_pair,
  socket_get_option,
  socket_getpeername,
  socket_getsockname,
  socket_last_error,
  socket_listen,
  socket_recv,
  socket_recvfrom,
  socket_recvmsg,
  socket_select,
  socket_send,
  socket_sendmsg,
  socket_sendto,
  socket_set_nonblock,
  socket_set_option,
  socket_shutdown,
} from 'wasock';
import { argument, path } from './support';

const MOST = 8;
const TYPES: i32[] = [SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET];
const RECEIVE_FLAGS: i32[] = [
  0,
  0,
  0,
  MSG_PEEK,
  MSG_WAITALL,
  MSG_TRUNC,
  MSG_ERRQUEUE,
  MSG_PEEK | MSG_WAITALL,
  MSG_PEEK | MSG_TRUNC,
];
const SEND_FLAGS: i32[] = [0, 0, 0, 0, MSG_DONTWAIT, MSG_EOR, MSG_EOF];

/** xorshift. */
let state: u32 = 1;
function random(below: i32): i32 {
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5;
  return <i32>(state % <u32>below);
}

/** Open sockets, by what they are called in the output, and the path that was bound to each. */
let sockets = new Map<i32, Socket>();
let paths = new Map<i32, string>();
let created = 0;
let run = 0;
/** Paths that are bound, by sockets that have not been closed. */
let bound: string[] = [];
let fresh = 0;
let line = '';
const buf = new Ref<ArrayBuffer | null>(null);

error_reporting(0);
const first = <i32>parseInt(argument(4));
for (let i = 0, n = <i32>parseInt(argument(5)); i < n; i++) runOnce(first + i, <i32>parseInt(argument(6)));

function runOnce(seed: i32, steps: i32): void {
  run = seed;
  state = <u32>(seed + 1) * 2654435761;
  for (let i = 0; i < 10; i++) random(2);
  created = 0;
  fresh = 0;
  bound = [];
  for (let i = 0; i < steps; i++) {
    line = seed.toString() + '.' + i.toString() + ' ';
    step();
    console.log(line);
  }
  const left = sockets.values();
  for (let i = 0; i < left.length; i++) socket_close(left[i]);
  sockets = new Map<i32, Socket>();
  paths = new Map<i32, string>();
}

function add(socket: Socket): void {
  socket_set_nonblock(socket);
  sockets.set(created, socket);
  line += ' #' + created.toString();
  created++;
}

/** What a call gave, and the error if it failed. */
function gave(value: i32, socket: Socket | null): void {
  line += ' = ' + value.toString();
  if (value < 0) failed(socket);
}

function failed(socket: Socket | null): void {
  line += ' errno ' + socket_last_error(socket).toString();
  if (socket !== null) socket_clear_error(socket);
}

function ok(value: bool, socket: Socket | null): void {
  line += value ? ' ok' : '';
  if (!value) failed(socket);
}

/** A name as it is printed: the same on every run. */
function shown(name: string): string {
  if (name.startsWith('\0')) return name.includes(path) ? '@' + name.substring(name.length - 1) : '@auto';
  return name.startsWith(path) ? name.substring(path.length) : '"' + name + '"';
}

/** A name that may be bound. */
function anyName(): string {
  const choice = random(10);
  if (choice == 0) return path + '.never';
  if (choice < 4) return '\0' + path + random(3).toString();
  if (bound.length == 0) return path + '.never' ;
  return bound[random(bound.length)];
}

function nameToBind(): string {
  const choice = random(10);
  if (choice == 0) return '';
  if (choice < 4) return '\0' + path + random(3).toString();
  if (choice < 6 && bound.length > 0) return bound[random(bound.length)];
  fresh++;
  return path + '.' + run.toString() + '-' + fresh.toString();
}

/** Whether a close loses an empty message (and so resets a connection) depends on what kernel it is. */
function payload(socket: Socket): string {
  const least = type(socket) == SOCK_SEQPACKET ? 1 : 0;
  return 'abcdefghijklmnopqrstuvwxyz'.repeat(4).substring(0, least + (random(4) == 0 ? random(100) : random(6)));
}

function type(socket: Socket): i32 {
  return socket_get_option(socket, SOL_SOCKET, SO_TYPE)!.int;
}

function text(data: ArrayBuffer | null): string {
  return data === null ? 'null' : '"' + String.UTF8.decode(data) + '"';
}

function step(): void {
  const kind = random(40);
  if (sockets.size < 2 || (kind == 0 && sockets.size < MOST)) return make();
  const keys = sockets.keys();
  const key = keys[random(keys.length)];
  const socket = sockets.get(key);
  line += '#' + key.toString() + ' ';
  if (kind < 2 && sockets.size < MOST) return make();
  if (kind < 4) return bind(key, socket);
  if (kind < 6) return listen(socket);
  if (kind < 9) return connect(socket);
  if (kind < 12) return accept(socket);
  if (kind < 17) return send(socket);
  if (kind < 19) return sendTo(socket);
  if (kind < 23) return receive(socket);
  if (kind < 25) return receiveFrom(socket);
  if (kind < 27) return sendMessage(socket);
  if (kind < 31) return receiveMessage(socket);
  if (kind < 32) return close(key, socket);
  if (kind < 33) return shutdown(socket);
  if (kind < 36) return select();
  if (kind < 38) return names(socket);
  options(socket);
}

function make(): void {
  const type = TYPES[random(3)];
  line += 'type ' + type.toString();
  if (random(2) == 0) {
    const pair: Socket[] = [];
    ok(socket_create_pair(AF_UNIX, type | SOCK_NONBLOCK, 0, pair), null);
    add(pair[0]);
    add(pair[1]);
  } else {
    add(socket_create(AF_UNIX, type | SOCK_NONBLOCK, 0)!);
  }
}

function bind(key: i32, socket: Socket): void {
  const name = nameToBind();
  line += 'bind ' + shown(name);
  const done = socket_bind(socket, name);
  ok(done, socket);
  if (!done || name == '' || name.startsWith('\0')) return;
  bound.push(name);
  paths.set(key, name);
}

function listen(socket: Socket): void {
  const backlog = random(4) - 1;
  line += 'listen ' + backlog.toString();
  ok(socket_listen(socket, backlog), socket);
}

function connect(socket: Socket): void {
  const name = random(20) == 0 ? '' : anyName();
  line += 'connect ' + shown(name);
  ok(socket_connect(socket, name), socket);
}

function accept(socket: Socket): void {
  line += 'accept';
  const accepted = socket_accept(socket);
  if (accepted === null) return failed(socket);
  add(accepted);
}

function send(socket: Socket): void {
  const data = payload(socket);
  const flags = SEND_FLAGS[random(SEND_FLAGS.length)];
  line += 'send ' + data.length.toString() + ' ' + flags.toString();
  gave(socket_send(socket, data, data.length, flags), socket);
}

function sendTo(socket: Socket): void {
  const data = payload(socket);
  const name = anyName();
  line += 'sendto ' + shown(name) + ' ' + data.length.toString();
  gave(socket_sendto(socket, data, data.length, 0, name), socket);
}

function receive(socket: Socket): void {
  const length = random(3) == 0 ? 200 : 1 + random(8);
  const flags = RECEIVE_FLAGS[random(RECEIVE_FLAGS.length)];
  line += 'recv ' + length.toString() + ' ' + flags.toString();
  buf.value = null;
  gave(socket_recv(socket, buf, length, flags), socket);
  line += ' ' + text(buf.value);
}

function receiveFrom(socket: Socket): void {
  const length = random(3) == 0 ? 200 : 1 + random(8);
  line += 'recvfrom ' + length.toString();
  const name = new Ref<string>('?');
  buf.value = null;
  gave(socket_recvfrom(socket, buf, length, 0, name), socket);
  line += ' ' + text(buf.value) + ' ' + shown(name.value);
}

function sendMessage(socket: Socket): void {
  const data = payload(socket);
  const control: ControlMessage[] = [];
  line += 'sendmsg ' + data.length.toString();
  for (let count = random(3); count > 0; count--) {
    const carried: Socket[] = [];
    for (let n = 1 + random(2); n > 0; n--) carried.push(freshEnd());
    control.push(ControlMessage.of(SOL_SOCKET, SCM_RIGHTS, carried));
    line += ' +' + carried.length.toString();
  }
  const message = new Message([String.UTF8.encode(data)], control);
  if (random(4) == 0) {
    const name = anyName();
    line += ' to ' + shown(name);
    message.name = MessageName.unix(name);
  }
  gave(socket_sendmsg(socket, message, SEND_FLAGS[random(SEND_FLAGS.length)]), socket);
  for (let i = 0; i < control.length; i++) {
    for (let n = 0; n < control[i].data.sockets.length; n++) socket_close(control[i].data.sockets[n]);
  }
}

/** One end of a new pair, of which the other may go on. What is on its way leads to itself never: see rights.ts. */
function freshEnd(): Socket {
  const pair: Socket[] = [];
  socket_create_pair(AF_UNIX, TYPES[random(3)] | SOCK_NONBLOCK, 0, pair);
  if (sockets.size < MOST) add(pair[1]);
  else socket_close(pair[1]);
  return pair[0];
}

function receiveMessage(socket: Socket): void {
  const message = new Message();
  message.name = new MessageName();
  message.buffer_size = random(10) == 0 ? 0 : 1 + random(30);
  message.controllen = 1 + random(random(4) == 0 ? 60 : 200);
  const flags = RECEIVE_FLAGS[random(RECEIVE_FLAGS.length)] | (random(4) == 0 ? MSG_CMSG_CLOEXEC : 0);
  // Of a stream Linux looks one segment too far, and gives sockets of bytes that it has not given.
  if (flags & MSG_PEEK) message.buffer_size = 2000;
  line += 'recvmsg ' + message.buffer_size.toString() + ' ' + message.controllen.toString() + ' ' + flags.toString();
  const count = socket_recvmsg(socket, message, flags);
  line += ' = ' + count.toString();
  if (count < 0) return failed(null);
  line += ' ' + (message.iov.length > 0 ? text(message.iov[0]) : '-') + ' flags ' + message.flags.toString();
  const name = message.name;
  line += name === null ? ' nobody' : ' from ' + shown(name.path!);
  for (let i = 0; i < message.control.length; i++) {
    const data = message.control[i].data;
    line += ' ' + message.control[i].type.toString();
    if (data.shape == ControlShape.Bytes) line += ' cut ' + data.bytes.byteLength.toString();
    if (data.shape == ControlShape.Credentials) line += ' ' + (data.credentials.pid > 0).toString();
    for (let n = 0; n < data.sockets.length; n++) {
      if (sockets.size < MOST + 4) add(data.sockets[n]);
      else socket_close(data.sockets[n]);
    }
  }
}

function close(key: i32, socket: Socket): void {
  line += 'close';
  socket_close(socket);
  sockets.delete(key);
  if (!paths.has(key)) return;
  // Here the two worlds differ: a file stays.
  const at = bound.indexOf(paths.get(key));
  if (at >= 0) bound.splice(at, 1);
}

function shutdown(socket: Socket): void {
  const how = random(3);
  line += 'shutdown ' + how.toString();
  ok(socket_shutdown(socket, how), socket);
}

function select(): void {
  const read = sockets.values();
  const write = sockets.values();
  line += 'select = ' + socket_select(read, write, null, 0).toString() + ' read';
  describe(read);
  line += ' write';
  describe(write);
}

function describe(ready: Socket[]): void {
  const keys = sockets.keys();
  for (let i = 0; i < keys.length; i++) if (ready.includes(sockets.get(keys[i]))) line += ' #' + keys[i].toString();
}

function names(socket: Socket): void {
  const name = new Ref<string>('?');
  line += 'names';
  const local = socket_getsockname(socket, name);
  ok(local, socket);
  line += ' ' + shown(name.value);
  name.value = '?';
  const remote = socket_getpeername(socket, name);
  ok(remote, socket);
  line += ' ' + shown(name.value);
}

function options(socket: Socket): void {
  const choice = random(8);
  if (choice == 0) {
    const value = random(2);
    line += 'passcred ' + value.toString();
    ok(socket_set_option(socket, SOL_SOCKET, SO_PASSCRED, value), socket);
  } else if (choice == 1) {
    const value = random(6) - 1;
    line += 'lowat ' + value.toString();
    ok(socket_set_option(socket, SOL_SOCKET, SO_RCVLOWAT, value), socket);
  } else if (choice == 2) {
    line += 'sndbuf ' + number(socket, SO_SNDBUF) + ' passcred ' + number(socket, SO_PASSCRED);
  } else {
    line += 'options error ' + number(socket, SO_ERROR) + ' listens ' + number(socket, SO_ACCEPTCONN);
    const peer = socket_get_option(socket, SOL_SOCKET, SO_PEERCRED)!.credentials;
    line += ' peer ' + (peer.pid > 0).toString() + ' ' + (peer.uid == 4294967295).toString();
  }
}

function number(socket: Socket, name: i32): string {
  const value = socket_get_option(socket, SOL_SOCKET, name);
  return value === null ? 'errno ' + socket_last_error(socket).toString() : value.int.toString();
}
