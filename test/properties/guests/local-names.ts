// Local sockets by their names: paths, abstract and automatic ones, and none; who sent, and who is connected to whom.

import {
  Message,
  MessageName,
  Ref,
  SOCK_DGRAM,
  SOCK_NONBLOCK,
  SOCK_SEQPACKET,
  SOCK_STREAM,
  Socket,
  socket_accept,
  socket_bind,
  socket_close,
  socket_connect,
  socket_getpeername,
  socket_getsockname,
  socket_listen,
  socket_read,
  socket_recv,
  socket_recvfrom,
  socket_recvmsg,
  socket_sendto,
  socket_shutdown,
  socket_write,
} from 'wasock';
import { boundTo, count, make, outcome, pairOf } from './local-support';
import { errno, must, path, say, testCase, text } from './support';

const buf = new Ref<ArrayBuffer | null>(null);

if (testCase == 'names') names();
else if (testCase == 'senders') senders();
else if (testCase == 'wrong-names') wrongNames();
else if (testCase == 'connected-datagrams') connectedDatagrams();
else process.exit(8);

function names(): void {
  const server = boundTo(SOCK_STREAM, path);
  const client = boundTo(SOCK_STREAM, '\0' + path);
  must(socket_listen(server), 'socket_listen');
  say('a listener', named(server));
  must(socket_connect(client, path), 'socket_connect');
  say('who connected', named(client));
  const accepted = socket_accept(server)!;
  say('who was accepted', named(accepted));
  socket_close(server);
  socket_close(client);
  say('when all else is gone', named(accepted));
  const pair = pairOf(SOCK_STREAM);
  say('a pair', named(pair[0]));
  outcome('bind', socket_bind(pair[0], path + '.pair'), pair[0]);
  say('the other of the pair', named(pair[1]));
  const chosen = make(SOCK_DGRAM);
  outcome('bind', socket_bind(chosen, ''), chosen);
  say('bound to anything', named(chosen));
  outcome('bind', socket_bind(chosen, path + '.again'), chosen);
  outcome('bind', socket_bind(chosen, '\0' + path), chosen);
  outcome('bind', socket_bind(chosen, ''), chosen);
  const another = make(SOCK_STREAM);
  outcome('an abstract name is free again', socket_bind(another, '\0' + path), another);
}

function named(socket: Socket): string {
  const name = new Ref<string>('?');
  const local = socket_getsockname(socket, name) ? shown(name.value) : 'errno ' + errno(socket).toString();
  return local + ' ' + (socket_getpeername(socket, name) ? shown(name.value) : 'errno ' + errno(socket).toString());
}

function shown(name: string): string {
  if (name.startsWith(path)) return 'path' + name.substring(path.length);
  if (name.startsWith('\0' + path)) return 'abstract' + name.substring(path.length + 1);
  return name.startsWith('\0') ? 'automatic ' + name.length.toString() : '"' + name + '"';
}

/** Datagrams tell where to answer, if their sender has a name by the time they are received. */
function senders(): void {
  const to = boundTo(SOCK_DGRAM, path);
  const from: Socket[] = [make(SOCK_DGRAM), make(SOCK_DGRAM), boundTo(SOCK_DGRAM, '\0' + path), make(SOCK_DGRAM)];
  must(socket_bind(from[1], ''), 'socket_bind');
  for (let i = 0; i < from.length; i++) socket_sendto(from[i], 'hello', 5, 0, path);
  must(socket_bind(from[3], path + '.late'), 'socket_bind');
  const name = new Ref<string>('?');
  for (let i = 0; i < from.length; i++) {
    socket_recvfrom(to, buf, 10, 0, name);
    say('from', shown(name.value));
    if (name.value == '') continue;
    count('answered', socket_sendto(to, 'and back', 8, 0, name.value), to);
    say('read', text(socket_read(from[i], 10)));
  }
  const message = new Message();
  message.name = new MessageName();
  message.controllen = 1;
  socket_sendto(from[2], 'once more', 9, 0, path);
  socket_close(from[2]);
  socket_recvmsg(to, message);
  say('who is gone', shown(message.name!.path!));
}

function wrongNames(): void {
  const datagrams = boundTo(SOCK_DGRAM, path);
  boundTo(SOCK_DGRAM, '\0' + path);
  const stream = make(SOCK_STREAM);
  outcome('of another type', socket_connect(stream, path), stream);
  outcome('abstract, of another type', socket_connect(stream, '\0' + path), stream);
  outcome('taken', socket_bind(stream, path), stream);
  outcome('taken by another type', socket_bind(stream, '\0' + path), stream);
  outcome('nothing', socket_connect(stream, ''), stream);
  count('nothing', socket_sendto(datagrams, 'x', 1, 0, ''), datagrams);
  count('nobody', socket_sendto(datagrams, 'x', 1, 0, path + '.nobody'), datagrams);
  count('nobody', socket_sendto(datagrams, 'x', 1, 0, '\0' + path + '.nobody'), datagrams);
  const connected = pairOf(SOCK_STREAM)[0];
  count('a stream', socket_sendto(connected, 'x', 1, 0, path), connected);
  count('not connected', socket_write(datagrams, 'x'), datagrams);
  outcome('listen', socket_listen(datagrams), datagrams);
  outcome('accept', socket_accept(datagrams) !== null, datagrams);
  const unbound = make(SOCK_STREAM);
  outcome('listen without a name', socket_listen(unbound), unbound);
  outcome('accept without listening', socket_accept(unbound) !== null, unbound);
  count('read', socket_recv(unbound, buf, 1, 0), unbound);
  const packets = make(SOCK_SEQPACKET);
  count('read', socket_recv(packets, buf, 1, 0), packets);
  outcome('shut down', socket_shutdown(unbound, 2), unbound);
}

/** Who is connected hears its peer only; who connects elsewhere forgets what came before. */
function connectedDatagrams(): void {
  const one = boundTo(SOCK_DGRAM, path + '.1');
  const two = boundTo(SOCK_DGRAM, path + '.2');
  const three = make(SOCK_DGRAM | SOCK_NONBLOCK);
  must(socket_connect(one, path + '.2'), 'socket_connect');
  count('to who hears another', socket_sendto(three, 'x', 1, 0, path + '.1'), three);
  outcome('connect to it', socket_connect(three, path + '.1'), three);
  count('sent', socket_write(one, 'from one'), one);
  count('sent', socket_sendto(two, 'from two', 8, 0, path + '.1'), two);
  say('read', text(socket_read(two, 10)));
  say('read', text(socket_read(one, 10)));
  socket_close(two);
  count('to who is gone', socket_write(one, 'x'), one);
  count('to nobody', socket_write(one, 'x'), one);
}
