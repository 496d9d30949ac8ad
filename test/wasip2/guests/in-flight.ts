// Sockets that are on their way in messages (SCM_RIGHTS), in numbers: what would be the system's to bound is the
// guest's own here.

import {
  AF_UNIX,
  ControlMessage,
  Message,
  SCM_RIGHTS,
  SOCK_DGRAM,
  SOCK_STREAM,
  SOL_SOCKET,
  Socket,
  error_reporting,
  socket_bind,
  socket_close,
  socket_connect,
  socket_create,
  socket_create_pair,
  socket_last_error,
  socket_listen,
  socket_read,
  socket_sendmsg,
  socket_set_nonblock,
} from 'wasock';

error_reporting(0);
cycles();
listeners();
chain();
tooMany();

function pairOf(type: i32): Socket[] {
  const pair: Socket[] = [];
  if (!socket_create_pair(AF_UNIX, type, 0, pair)) process.exit(9);
  return pair;
}

function send(over: Socket, carried: Socket[]): i32 {
  return socket_sendmsg(
    over,
    new Message([String.UTF8.encode('x')], [ControlMessage.of(SOL_SOCKET, SCM_RIGHTS, carried)]),
  );
}

/** Sockets that only messages in their own queues lead to are closed: their peers hear the end, and no limit is met. */
function cycles(): void {
  let sent = 0;
  let ended = 0;
  for (let i = 0; i < 5000; i++) {
    const pair = pairOf(i % 2 == 0 ? SOCK_STREAM : SOCK_DGRAM);
    const other = pairOf(SOCK_STREAM);
    // In its own queue, and each in the other's.
    sent += send(pair[0], [pair[1], other[1]]);
    sent += send(other[0], [pair[1]]);
    socket_close(pair[1]);
    socket_close(other[1]);
    socket_set_nonblock(other[0]);
    const end = socket_read(other[0], 1);
    ended += i32(end === null ? socket_last_error(other[0]) == 104 : end.byteLength == 0);
    socket_close(pair[0]);
    socket_close(other[0]);
  }
  console.log('sent: ' + sent.toString());
  console.log('ended: ' + ended.toString());
}

/** The same, where what carries the listener waits to be accepted by it. */
function listeners(): void {
  let bound = 0;
  for (let i = 0; i < 5000; i++) {
    const listener = socket_create(AF_UNIX, SOCK_STREAM, 0)!;
    bound += i32(socket_bind(listener, '\0listener') && socket_listen(listener));
    const client = socket_create(AF_UNIX, SOCK_STREAM, 0)!;
    bound += i32(socket_connect(client, '\0listener'));
    bound += send(client, [listener]);
    socket_close(client);
    // Now nothing leads to it but what waits in its own queue, and its name is free.
    socket_close(listener);
  }
  console.log('bound: ' + bound.toString());
}

/** A chain in which each socket carries the next is closed at once, however long it is. */
function chain(): void {
  const ends: Socket[] = [];
  let first = pairOf(SOCK_STREAM);
  const start = first[0];
  for (let i = 0; i < 4000; i++) {
    const next = pairOf(SOCK_STREAM);
    if (send(first[0], [next[1]]) != 1) process.exit(9);
    socket_close(first[1]);
    ends.push(first[0]);
    first = next;
  }
  ends.push(first[0]);
  // The last carries nothing; the first is held by its handle's absence only: all have ended.
  socket_close(first[1]);
  let ended = 0;
  for (let i = 0; i < ends.length; i++) {
    socket_set_nonblock(ends[i]);
    const data = socket_read(ends[i], 1);
    ended += i32(data === null ? socket_last_error(ends[i]) == 104 : data.byteLength == 0);
    socket_close(ends[i]);
  }
  console.log('chain: ' + ended.toString() + ' ' + (start === ends[0]).toString());
}

/** There is a limit, and it counts what is on its way only. */
function tooMany(): void {
  const ways: Socket[] = [];
  const carried = pairOf(SOCK_STREAM);
  const many: Socket[] = [];
  for (let i = 0; i < 100; i++) many.push(carried[i % 2]);
  let sent = 0;
  while (sent < 100) {
    const way = pairOf(SOCK_STREAM);
    ways.push(way[0]);
    ways.push(way[1]);
    if (send(way[0], many) < 0) break;
    sent++;
  }
  console.log('on their way: ' + sent.toString() + '00 errno ' + socket_last_error().toString());
  for (let i = 0; i < ways.length; i++) socket_close(ways[i]);
  const again = pairOf(SOCK_STREAM);
  console.log('again: ' + send(again[0], [carried[0]]).toString());
}
