// Streams: lines over the ends of what is read at once, ends, times and modes.

import {
  Ref,
  SOL_SOCKET,
  SO_RCVBUF,
  SO_SNDBUF,
  STREAM_SHUT_WR,
  fclose,
  feof,
  fgets,
  fread,
  fwrite,
  socket_import_stream,
  socket_set_option,
  stream_get_meta_data,
  stream_select,
  stream_set_blocking,
  stream_set_timeout,
  stream_socket_accept,
  stream_socket_client,
  stream_socket_get_name,
  stream_socket_shutdown,
} from 'wasock';
import { addressOf, server, streams, timedOut, unread } from './stream-support';
import { must, now, say, testCase, text } from './support';

if (testCase == 'connection') connection();
else if (testCase == 'lines') lines();
else if (testCase == 'one-read') oneRead();
else if (testCase == 'timeouts') timeouts();
else if (testCase == 'non-blocking') nonBlocking();
else if (testCase == 'full') full();
else if (testCase == 'end') end();
else if (testCase == 'reset') reset();
else if (testCase == 'select') select();
else process.exit(8);

function connection(): void {
  const listener = server();
  const code = new Ref<i32>(-1);
  const message = new Ref<string>('none');
  const client = stream_socket_client(addressOf(listener), code, message)!;
  say('error', code.value.toString() + ' "' + message.value + '"');
  const peer = new Ref<string>('none');
  const accepted = stream_socket_accept(listener, 5, peer)!;
  const own = stream_socket_get_name(client, false);
  say('the peer is the client', peer.value == (own === null ? '' : own));
  const remote = stream_socket_get_name(client, true);
  const bound = stream_socket_get_name(listener, false);
  say('the client knows the server', remote !== null && remote == bound!);
  say('client writes', fwrite(client, 'question'));
  say('server reads', text(fread(accepted, 100)));
  say('server writes', fwrite(accepted, 'answer'));
  say('client reads', text(fread(client, 100)));
  const data = stream_get_meta_data(accepted)!;
  say('type', data.stream_type);
  say('mode', data.mode);
  say('blocked', data.blocked);
  say('timed out', data.timed_out);
  say('at its end', data.eof);
  say('seekable', data.seekable);
}

/** Lines of every length around the 8192 bytes that are read at once, sent in pieces that end anywhere. */
function lines(): void {
  const pair = streams();
  let sent = '';
  const lengths: i32[] = [0, 1, 8190, 8191, 8192, 8193, 0, 16383, 16384, 5, 30000, 3];
  for (let i = 0; i < lengths.length; i++) sent += String.fromCharCode(0x61 + i).repeat(lengths[i]) + '\n';
  sent += 'unfinished';
  let at = 0;
  let got = '';
  let count = 0;
  let whole = true;
  for (let piece = 1; at < sent.length; piece = (piece * 7 + 1) % 9973) {
    const part = sent.substr(at, piece);
    at += part.length;
    must(fwrite(pair[0], part) == part.length, 'fwrite');
    for (let ends = part.split('\n').length - 1; ends > 0; ends--) {
      const line = String.UTF8.decode(fgets(pair[1])!);
      if (!line.endsWith('\n') || line.length != lengths[count] + 1) whole = false;
      got += line;
      count++;
    }
  }
  say('lines', count);
  say('each whole', whole);
  stream_socket_shutdown(pair[0], STREAM_SHUT_WR);
  got += String.UTF8.decode(fgets(pair[1])!);
  say('the same', got == sent);
  say('then', text(fgets(pair[1])));
}

function oneRead(): void {
  const pair = streams();
  fwrite(pair[0], 'abcdefghij');
  say('three of ten', text(fread(pair[1], 3)));
  say('unread', unread(pair[1]));
  say('the rest', text(fread(pair[1], 7)));
  fwrite(pair[0], 'x'.repeat(20000));
  let total = 0;
  let most = 0;
  while (total < 20000) {
    const count = fread(pair[1], 100000)!.byteLength;
    total += count;
    most = max(most, count);
  }
  say('in all', total);
  say('at most 8192 at once', most <= 8192);
}

function timeouts(): void {
  const pair = streams();
  say('set', stream_set_timeout(pair[1], 0, 200000));
  let start = now();
  say('read', text(fread(pair[1], 10)));
  let elapsed = now() - start;
  say('waited long enough', elapsed >= 195);
  say('did not wait too long', elapsed < 30000);
  say('timed out', timedOut(pair[1]));
  say('ended', feof(pair[1]));
  fwrite(pair[0], 'part');
  start = now();
  say('an unfinished line', text(fgets(pair[1])));
  elapsed = now() - start;
  say('waited for its end', elapsed >= 195 && elapsed < 30000);
  fwrite(pair[0], 'data');
  say('later', text(fread(pair[1], 10)));
  say('timed out', timedOut(pair[1]));
}

function nonBlocking(): void {
  const pair = streams();
  say('set', stream_set_blocking(pair[1], false));
  say('blocked', stream_get_meta_data(pair[1])!.blocked);
  const start = now();
  say('read', text(fread(pair[1], 10)));
  say('line', text(fgets(pair[1])));
  say('did not wait', now() - start < 30000);
  say('timed out', timedOut(pair[1]));
  say('ended', feof(pair[1]));
  stream_set_blocking(pair[0], false);
  const data = 'x'.repeat(1 << 22);
  const first = fwrite(pair[0], data);
  say('a part is taken', first > 0 && first < data.length);
  let sent = first;
  let taken = 0;
  do {
    taken = fwrite(pair[0], data);
    sent += taken;
  } while (taken > 0);
  say('then', taken);
  let got = 0;
  stream_set_blocking(pair[1], true);
  while (got < sent) got += fread(pair[1], 1 << 20)!.byteLength;
  say('all has come', got == sent);
}

/** Nobody reads, so a write waits in vain. */
function full(): void {
  const pair = streams();
  socket_set_option(socket_import_stream(pair[0])!, SOL_SOCKET, SO_SNDBUF, 4096);
  socket_set_option(socket_import_stream(pair[1])!, SOL_SOCKET, SO_RCVBUF, 4096);
  stream_set_timeout(pair[0], 0, 100000);
  const data = 'x'.repeat(1 << 24);
  const count = fwrite(pair[0], data);
  say('a part is taken', count > 0 && count < data.length);
  say('timed out', timedOut(pair[0]));
  say('then', fwrite(pair[0], '12345'));
}

function end(): void {
  const pair = streams();
  say('before', feof(pair[1]));
  fwrite(pair[0], 'line\nlast');
  fclose(pair[0]);
  say('with data to come', feof(pair[1]));
  say('line', text(fgets(pair[1])));
  say('with data read ahead', feof(pair[1]));
  say('line', text(fgets(pair[1])));
  say('after it', feof(pair[1]));
  say('line', text(fgets(pair[1])));
  say('read', text(fread(pair[1], 10)));
}

/** Closing a connection with data unread resets it, in TCP as in local sockets. */
function reset(): void {
  const pair = streams();
  fwrite(pair[0], 'never read');
  fclose(pair[1]);
  say('read', text(fread(pair[0], 10)));
  say('ended', feof(pair[0]));
  say('write', fwrite(pair[0], '12345'));
}

function select(): void {
  const one = streams();
  const read = [one[0], one[1]];
  const start = now();
  say('nothing', stream_select(read, null, null, 0, 100000));
  const elapsed = now() - start;
  say('waited', elapsed >= 95 && elapsed < 30000);
  say('read', read.length);
  fwrite(one[0], 'first\nsecond\n');
  const arrived = [one[0], one[1]];
  say('arrived', stream_select(arrived, null, null, 5));
  say('the one with data', arrived.length == 1 && arrived[0] === one[1]);
  say('line', text(fgets(one[1])));
  const ahead = [one[0], one[1]];
  const write = [one[0], one[1]];
  say('read ahead', stream_select(ahead, write, null, 0));
  say('it alone', ahead.length == 1 && ahead[0] === one[1] && write.length == 0);
  say('line', text(fgets(one[1])));
  const writable = [one[0], one[1]];
  say('writable', stream_select(null, writable, null, 5));
  fclose(one[0]);
  const ended = [one[1]];
  say('the end is readable', stream_select(ended, null, null, 5));
}
