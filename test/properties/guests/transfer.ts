// Bytes over a connection: partial writes, ends, resets, flags, timeouts.

import {
  MSG_DONTWAIT,
  MSG_PEEK,
  MSG_WAITALL,
  Ref,
  SOL_SOCKET,
  SO_LINGER,
  SO_RCVTIMEO,
  Linger,
  Socket,
  TimeVal,
  socket_close,
  socket_connect,
  socket_last_error,
  socket_read,
  socket_recv,
  socket_set_nonblock,
  socket_set_option,
  socket_shutdown,
  socket_write,
} from 'wasock';
import { argument, connected, errno, loopback, must, newSocket, now, path, local, say, testCase, text } from './support';

if (testCase == 'partial-write') partialWrite();
else if (testCase == 'end-of-file') endOfFile();
else if (testCase == 'reset') reset();
else if (testCase == 'linger-zero') lingerZero();
else if (testCase == 'half-close') halfClose();
else if (testCase == 'receive-timeout') receiveTimeout();
else if (testCase == 'peek') peek();
else if (testCase == 'dontwait') dontWait();
else if (testCase == 'waitall') waitAll();
else process.exit(8);

/** The byte at a position of an endless sequence without a short period. */
function byteAt(position: i32): u8 {
  return <u8>(((<u32>position * 2654435761) >> 13) ^ <u32>position);
}

function partialWrite(): void {
  const TOTAL = 16 << 20;
  const pair = connected();
  socket_set_nonblock(pair[0]);
  socket_set_nonblock(pair[1]);

  const data = new Uint8Array(TOTAL);
  for (let i = 0; i < TOTAL; i++) data[i] = byteAt(i);

  let sent = socket_write(pair[0], data, TOTAL);
  say('the first write takes a part', sent > 0 && sent < TOTAL);
  let written = 0;
  do {
    written = socket_write(pair[0], data.subarray(sent), TOTAL - sent);
    if (written > 0) sent += written;
  } while (written > 0);
  say('then', written);
  say('errno', errno(pair[0]));
  say('not all is sent', sent < TOTAL);

  let got = 0;
  let wrong = 0;
  while (got < TOTAL) {
    const part = socket_read(pair[1], 1 << 20);
    if (part !== null) {
      const bytes = Uint8Array.wrap(part);
      for (let i = 0; i < bytes.length; i++) if (bytes[i] !== byteAt(got + i)) wrong++;
      got += bytes.length;
    }
    if (sent < TOTAL) {
      written = socket_write(pair[0], data.subarray(sent), TOTAL - sent);
      if (written > 0) sent += written;
    }
  }
  socket_close(pair[0]);
  say('wrong bytes', wrong);
  say('then the end', text(socket_read(pair[1], 10)));
  say('bytes', got == TOTAL);
}

function endOfFile(): void {
  const pair = connected();
  socket_write(pair[1], 'last words');
  socket_close(pair[1]);
  say('data', text(socket_read(pair[0], 100)));
  say('end', text(socket_read(pair[0], 100)));
  say('still', text(socket_read(pair[0], 100)));
  say('errno', errno(pair[0]));
}

/** Closing a connection with data unread resets it, in TCP as in local sockets. */
function reset(): void {
  const pair = connected();
  socket_write(pair[0], 'never read');
  socket_close(pair[1]);
  say('read', text(socket_read(pair[0], 100)));
  say('errno', errno(pair[0]));
}

function lingerZero(): void {
  const pair = connected();
  must(socket_set_option(pair[1], SOL_SOCKET, SO_LINGER, new Linger(1, 0)), 'SO_LINGER');
  socket_write(pair[1], 'lost');
  socket_read(pair[0], 100);
  socket_close(pair[1]);
  say('read', text(socket_read(pair[0], 100)));
  say('errno', errno(pair[0]));
}

function halfClose(): void {
  const pair = connected();
  socket_write(pair[0], 'question');
  say('shutdown', socket_shutdown(pair[0], 1));
  say('server reads', text(socket_read(pair[1], 100)));
  say('server reads the end', text(socket_read(pair[1], 100)));
  socket_write(pair[1], 'answer');
  say('client reads on', text(socket_read(pair[0], 100)));
  say('client writes', socket_write(pair[0], 'more'));
  say('errno', errno(pair[0]));
  socket_close(pair[1]);
  say('client reads the end', text(socket_read(pair[0], 100)));
}

function receiveTimeout(): void {
  const pair = connected();
  must(socket_set_option(pair[0], SOL_SOCKET, SO_RCVTIMEO, new TimeVal(0, 200000)), 'SO_RCVTIMEO');
  const start = now();
  say('read', text(socket_read(pair[0], 10)));
  const elapsed = now() - start;
  say('errno', errno(pair[0]));
  say('waited long enough', elapsed >= 195);
  say('did not wait too long', elapsed < 30000);
  socket_write(pair[1], 'data');
  say('later', text(socket_read(pair[0], 10)));
}

function peek(): void {
  const pair = connected();
  socket_write(pair[1], 'abcdef');
  const buf = new Ref<ArrayBuffer | null>(null);
  say('peek', socket_recv(pair[0], buf, 3, MSG_PEEK));
  say('peeked', text(buf.value));
  say('receive', socket_recv(pair[0], buf, 10, 0));
  say('received', text(buf.value));
}

function dontWait(): void {
  const pair = connected();
  const buf = new Ref<ArrayBuffer | null>(null);
  say('nothing there', socket_recv(pair[0], buf, 10, MSG_DONTWAIT));
  say('errno', errno(pair[0]));
  say('buffer', text(buf.value));
  socket_write(pair[1], 'now');
  say('something there', socket_recv(pair[0], buf, 10, MSG_DONTWAIT));
  say('buffer', text(buf.value));
}

/** The peer, outside, answers "part" with half of the bytes and "rest" with the others. */
function waitAll(): void {
  const socket = newSocket();
  must(local ? socket_connect(socket, path) : socket_connect(socket, loopback, <i32>parseInt(argument(3))), 'connect');
  const buf = new Ref<ArrayBuffer | null>(null);
  socket_write(socket, 'part\n');
  say('half is there', socket_recv(socket, buf, 10, MSG_PEEK));
  socket_write(socket, 'rest\n');
  say('all', socket_recv(socket, buf, 10, MSG_WAITALL));
  say('bytes', text(buf.value));
  say('until the end', socket_recv(socket, buf, 10, MSG_WAITALL));
  say('bytes', text(buf.value));
}
