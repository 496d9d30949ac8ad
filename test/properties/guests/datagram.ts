// Datagrams, and the names of local sockets.

import {
  AF_UNIX,
  Ref,
  SOCK_DGRAM,
  SOCK_STREAM,
  Socket,
  socket_accept,
  socket_bind,
  socket_connect,
  socket_create,
  socket_getpeername,
  socket_getsockname,
  socket_last_error,
  socket_listen,
  socket_read,
  socket_recv,
  socket_recvfrom,
  socket_sendto,
  socket_write,
} from 'wasock';
import { argument, bound, local, loopback, must, path, portOf, say, testCase, text } from './support';

if (testCase == 'truncation') truncation();
else if (testCase == 'sender') sender();
else if (testCase == 'abstract') abstractName();
else if (testCase == 'too-long') tooLong();
else process.exit(8);

function sendTo(from: Socket, to: Socket, message: string): i32 {
  return local
    ? socket_sendto(from, message, message.length, 0, path + '.to')
    : socket_sendto(from, message, message.length, 0, loopback, portOf(to));
}

function truncation(): void {
  const to = bound(SOCK_DGRAM, '.to');
  const from = bound(SOCK_DGRAM, '.from');
  say('sent', sendTo(from, to, 'a long message'));
  say('sent', sendTo(from, to, ''));
  say('sent', sendTo(from, to, 'next'));
  const buf = new Ref<ArrayBuffer | null>(null);
  say('received', socket_recv(to, buf, 6, 0));
  say('data', text(buf.value));
  say('received', socket_recv(to, buf, 6, 0));
  say('received', socket_recv(to, buf, 6, 0));
  say('data', text(buf.value));
}

function sender(): void {
  const to = bound(SOCK_DGRAM, '.to');
  const from = bound(SOCK_DGRAM, '.from');
  sendTo(from, to, 'hello');
  const buf = new Ref<ArrayBuffer | null>(null);
  const name = new Ref<string>('');
  const port = new Ref<i32>(0);
  say('received', socket_recvfrom(to, buf, 100, 0, name, port));
  say('data', text(buf.value));
  say('sender', name.value == (local ? path + '.from' : loopback));
  say('port', local || port.value === portOf(from));
}

/** An abstract name begins with a NUL and is in no directory. */
function abstractName(): void {
  const address = '\0' + argument(3);
  const server = socket_create(AF_UNIX, SOCK_STREAM, 0)!;
  say('bind', socket_bind(server, address));
  say('listen', socket_listen(server));
  const name = new Ref<string>('');
  say('getsockname', socket_getsockname(server, name));
  say('the same name', name.value == address);
  const client = socket_create(AF_UNIX, SOCK_STREAM, 0)!;
  say('connect', socket_connect(client, address));
  say('getpeername', socket_getpeername(client, name));
  say('the same name', name.value == address);
  socket_write(client, 'through');
  say('read', text(socket_read(socket_accept(server)!, 100)));
}

function tooLong(): void {
  const address = '/tmp/' + 'x'.repeat(110);
  const socket = socket_create(AF_UNIX, SOCK_STREAM, 0)!;
  say('bind', socket_bind(socket, address));
  say('connect', socket_connect(socket, address));
}
