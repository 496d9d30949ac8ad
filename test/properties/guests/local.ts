// Local sockets: listeners that are full, bounded queues, buffers, waits; and a select over them and TCP at once.

import {
  AF_INET,
  MSG_DONTWAIT,
  MSG_TRUNC,
  Message,
  Ref,
  SOCK_DGRAM,
  SOCK_NONBLOCK,
  SOCK_SEQPACKET,
  SOCK_STREAM,
  SOL_SOCKET,
  SO_ACCEPTCONN,
  SO_ERROR,
  SO_RCVBUF,
  SO_RCVTIMEO,
  SO_SNDBUF,
  SO_SNDTIMEO,
  Socket,
  TimeVal,
  socket_accept,
  socket_bind,
  socket_close,
  socket_connect,
  socket_create,
  socket_get_option,
  socket_listen,
  socket_read,
  socket_recv,
  socket_recvmsg,
  socket_select,
  socket_send,
  socket_sendto,
  socket_set_nonblock,
  socket_set_option,
  socket_shutdown,
  socket_write,
} from 'wasock';
import { boundTo, count, make, outcome, pairOf } from './local-support';
import { errno, must, now, path, portOf, say, testCase, text } from './support';

const buf = new Ref<ArrayBuffer | null>(null);

if (testCase == 'backlog') backlog();
else if (testCase == 'seqpacket') sequentialPackets();
else if (testCase == 'closed-listener') closedListener();
else if (testCase == 'full-queue') fullQueue();
else if (testCase == 'buffers') buffers();
else if (testCase == 'blocked') blocked();
else if (testCase == 'mixed') mixed();
else process.exit(8);

function ready(socket: Socket, forWriting: bool): i32 {
  const list = [socket];
  return forWriting ? socket_select(null, list, null, 0) : socket_select(list, null, null, 0);
}

/** A backlog of 1 lets two connections wait; who comes then waits, or is told to come again. */
function backlog(): void {
  const server = boundTo(SOCK_STREAM, path);
  say('listens', socket_get_option(server, SOL_SOCKET, SO_ACCEPTCONN)!.int);
  must(socket_listen(server, 1), 'socket_listen');
  say('listens', socket_get_option(server, SOL_SOCKET, SO_ACCEPTCONN)!.int);
  say('writable', ready(server, true));
  outcome('first', socket_connect(make(SOCK_STREAM), path), server);
  const second = make(SOCK_STREAM);
  outcome('second', socket_connect(second, path), second);
  const third = make(SOCK_STREAM | SOCK_NONBLOCK);
  outcome('third', socket_connect(third, path), third);
  const fourth = make(SOCK_STREAM);
  must(socket_set_option(fourth, SOL_SOCKET, SO_SNDTIMEO, new TimeVal(0, 50000)), 'SO_SNDTIMEO');
  const start = now();
  outcome('fourth', socket_connect(fourth, path), fourth);
  say('it waited', now() - start >= 49);
  socket_close(socket_accept(server)!);
  outcome('third', socket_connect(third, path), third);
  outcome('again', socket_connect(third, path), third);
  count('before it is accepted', socket_write(second, 'early'), second);
  const accepted = socket_accept(server)!;
  say('read', text(socket_read(accepted, 10)));
  outcome('a larger one', socket_listen(server, 5), server);
  outcome('fourth', socket_connect(fourth, path), fourth);
  socket_accept(server);
  socket_accept(server);
  must(socket_set_option(server, SOL_SOCKET, SO_RCVTIMEO, new TimeVal(0, 50000)), 'SO_RCVTIMEO');
  const before = now();
  outcome('nobody comes', socket_accept(server) !== null, server);
  say('it waited', now() - before >= 49);
  socket_set_nonblock(server);
  outcome('nobody comes', socket_accept(server) !== null, server);
}

function sequentialPackets(): void {
  const server = boundTo(SOCK_SEQPACKET, path);
  const client = make(SOCK_SEQPACKET);
  outcome('too early', socket_connect(client, path), client);
  count('nobody', socket_write(client, 'x'), client);
  must(socket_listen(server, 4), 'socket_listen');
  const stream = make(SOCK_STREAM);
  outcome('of another type', socket_connect(stream, path), stream);
  must(socket_connect(client, path), 'socket_connect');
  const accepted = socket_accept(server)!;
  count('sent', socket_send(client, 'a long one', 10, 0), client);
  count('sent', socket_send(client, 'the next', 8, 0), client);
  count('whole length', socket_recv(accepted, buf, 4, MSG_TRUNC), accepted);
  say('a part', text(buf.value));
  const message = new Message();
  message.buffer_size = 3;
  message.controllen = 64;
  count('a part', socket_recvmsg(accepted, message), accepted);
  say('cut', message.flags == MSG_TRUNC);
  count('sent', socket_send(accepted, 'lost', 4, 0), accepted);
  socket_shutdown(accepted, 1);
  say('there is more', ready(client, false));
  say('data', text(socket_read(client, 10)));
  say('the end', text(socket_read(client, 10)));
  count('the other way', socket_write(client, 'unread'), client);
  socket_close(accepted);
  say('reset', text(socket_read(client, 10)));
  count('sent', socket_write(client, 'x'), client);
}

/** Who waits to be accepted when the listener closes has been reset. */
function closedListener(): void {
  const server = boundTo(SOCK_STREAM, path);
  must(socket_listen(server), 'socket_listen');
  const client = make(SOCK_STREAM);
  must(socket_connect(client, path), 'socket_connect');
  socket_close(server);
  say('readable', ready(client, false));
  say('error', socket_get_option(client, SOL_SOCKET, SO_ERROR)!.int);
  say('then the end', text(socket_read(client, 10)));
  count('sent', socket_write(client, 'x'), client);
  const other = make(SOCK_STREAM);
  outcome('nobody listens', socket_connect(other, path), other);
  outcome('nobody ever did', socket_connect(other, path + '.other'), other);
}

/** A receiver's queue is bounded, whoever sends; a peer that is connected back is bounded by its own buffer. */
function fullQueue(): void {
  const to = boundTo(SOCK_DGRAM, path);
  const from = make(SOCK_DGRAM | SOCK_NONBLOCK);
  must(socket_connect(from, path), 'socket_connect');
  say('writable', ready(from, true));
  let sent = 0;
  while (sent < 100000 && socket_write(from, sent.toString()) > 0) sent++;
  say('bounded', sent > 1 && sent < 100000);
  say('errno', errno(from));
  say('writable', ready(from, true));
  const other = make(SOCK_DGRAM);
  must(socket_set_option(other, SOL_SOCKET, SO_SNDTIMEO, new TimeVal(0, 50000)), 'SO_SNDTIMEO');
  const start = now();
  count('somebody else', socket_sendto(other, 'x', 1, 0, path), other);
  say('it waited', now() - start >= 49);
  socket_set_nonblock(to);
  let wrong = 0;
  for (let i = 0; i < sent; i++) wrong += i32(text(socket_read(to, 10)) != '"' + i.toString() + '"');
  say('wrong', wrong);
  say('no more', text(socket_read(to, 10)));
  say('writable', ready(from, true));
  count('sent', socket_write(from, 'again'), from);

  const pair = pairOf(SOCK_DGRAM);
  const piece = new Uint8Array(1000);
  let all = 0;
  while (all < 1000000 && socket_send(pair[0], piece, piece.length, MSG_DONTWAIT) > 0) all++;
  say('a pair is bounded', all > 1 && all < 1000000);
  say('errno', errno(pair[0]));
  say('writable', ready(pair[0], true));
  while (all-- > 0) must(socket_recv(pair[1], buf, 1000, MSG_DONTWAIT) == 1000, 'socket_recv');
  say('writable', ready(pair[0], true));
}

function buffers(): void {
  const pair = pairOf(SOCK_SEQPACKET);
  must(socket_set_option(pair[0], SOL_SOCKET, SO_SNDBUF, 10000), 'SO_SNDBUF');
  say('twice as much', socket_get_option(pair[0], SOL_SOCKET, SO_SNDBUF)!.int);
  must(socket_set_option(pair[0], SOL_SOCKET, SO_RCVBUF, 1), 'SO_RCVBUF');
  say('the least', socket_get_option(pair[0], SOL_SOCKET, SO_RCVBUF)!.int);
  must(socket_set_option(pair[1], SOL_SOCKET, SO_SNDBUF, 1), 'SO_SNDBUF');
  say('the least', socket_get_option(pair[1], SOL_SOCKET, SO_SNDBUF)!.int);
  const data = new Uint8Array(20000);
  count('the longest', socket_send(pair[0], data, 20000 - 32, 0), pair[0]);
  count('too long', socket_send(pair[0], data, 20000 - 31, 0), pair[0]);
  count('whole', socket_recv(pair[1], buf, 20000, 0), pair[1]);
  const streams = pairOf(SOCK_STREAM);
  must(socket_set_option(streams[0], SOL_SOCKET, SO_SNDBUF, 4000), 'SO_SNDBUF');
  const taken = socket_send(streams[0], data, 20000, MSG_DONTWAIT);
  say('a stream takes a part', taken > 0 && taken < 20000);
}

/** Waits that nothing ends but their time. */
function blocked(): void {
  const pair = pairOf(SOCK_STREAM);
  const limit = new TimeVal(0, 30000);
  must(socket_set_option(pair[0], SOL_SOCKET, SO_SNDTIMEO, limit), 'SO_SNDTIMEO');
  must(socket_set_option(pair[1], SOL_SOCKET, SO_RCVTIMEO, limit), 'SO_RCVTIMEO');
  const data = new Uint8Array(1 << 20);
  const start = now();
  const taken = socket_write(pair[0], data);
  say('a part', taken > 0 && taken < data.length);
  say('it waited', now() - start >= 29);
  count('nothing more', socket_write(pair[0], data), pair[0]);
  let got = 0;
  while (got < taken) got += socket_recv(pair[1], buf, data.length, 0);
  say('all of it', got == taken);
  count('nothing there', socket_recv(pair[1], buf, 1, 0), pair[1]);
  const datagrams = pairOf(SOCK_DGRAM);
  must(socket_set_option(datagrams[0], SOL_SOCKET, SO_RCVTIMEO, limit), 'SO_RCVTIMEO');
  count('no datagram', socket_recv(datagrams[0], buf, 1, 0), datagrams[0]);
  socket_shutdown(datagrams[0], 0);
  count('nor ever one', socket_recv(datagrams[0], buf, 1, 0), datagrams[0]);
  const list = [datagrams[1]];
  const before = now();
  say('select', socket_select(list, null, null, 0, 30000));
  say('it waited', now() - before >= 29);
}

/** One select over local sockets, TCP and UDP. */
function mixed(): void {
  const local = pairOf(SOCK_STREAM);
  const packets = pairOf(SOCK_SEQPACKET);
  const server = socket_create(AF_INET, SOCK_STREAM, 0)!;
  must(socket_bind(server, '127.0.0.1') && socket_listen(server), 'socket_listen');
  const udp = socket_create(AF_INET, SOCK_DGRAM, 0)!;
  must(socket_bind(udp, '127.0.0.1'), 'socket_bind');
  const all: Socket[] = [local[0], packets[0], server, udp];
  say('nothing', which(all, 0));
  socket_write(local[1], 'x');
  say('local', which(all, 5));
  const client = socket_create(AF_INET, SOCK_STREAM, 0)!;
  must(socket_connect(client, '127.0.0.1', portOf(server)), 'socket_connect');
  socket_read(local[0], 1);
  say('a listener', which(all, 5));
  const accepted = socket_accept(server)!;
  all.push(accepted);
  socket_sendto(socket_create(AF_INET, SOCK_DGRAM, 0)!, 'x', 1, 0, '127.0.0.1', portOf(udp));
  say('a datagram', which(all, 5));
  socket_read(udp, 1);
  socket_write(client, 'x');
  say('a connection', which(all, 5));
  socket_close(packets[1]);
  socket_read(accepted, 1);
  say('the end of packets', which(all, 5));
}

/** The positions of those that are ready for reading. */
function which(sockets: Socket[], seconds: i32): string {
  const read = sockets.slice(0);
  socket_select(read, null, null, seconds);
  let text = '';
  for (let i = 0; i < read.length; i++) text += sockets.indexOf(read[i]).toString();
  return text;
}
