// Streams and sockets of one descriptor.

import {
  Stream,
  fclose,
  fgets,
  fread,
  fwrite,
  socket_close,
  socket_export_stream,
  socket_import_stream,
  socket_last_error,
  socket_read,
  socket_set_block,
  socket_set_nonblock,
  socket_write,
  stream_get_meta_data,
  stream_set_blocking,
  stream_socket_accept,
  stream_socket_client,
} from 'wasock';
import { addressOf, server, streams, unread } from './stream-support';
import { connected, errno, must, newSocket, say, testCase, text } from './support';

if (testCase == 'sharing') sharing();
else if (testCase == 'read-ahead') readAhead();
else if (testCase == 'closing') closing();
else if (testCase == 'forged') forged();
else process.exit(8);

function sharing(): void {
  const pair = connected();
  const stream = socket_export_stream(pair[0])!;
  say('type', stream_get_meta_data(stream)!.stream_type);
  say('the same stream again', socket_export_stream(pair[0])! === stream);
  say('its socket', socket_import_stream(stream)! === pair[0]);
  say('socket set', socket_set_nonblock(pair[0]));
  say('stream blocks', stream_get_meta_data(stream)!.blocked);
  say('stream reads', text(fread(stream, 10)));
  say('stream set', stream_set_blocking(stream, true) && stream_set_blocking(stream, false));
  say('socket reads', text(socket_read(pair[0], 10)));
  say('errno', errno(pair[0]));
  socket_set_block(pair[0]);
  say('stream blocks', stream_get_meta_data(stream)!.blocked);
  const other = socket_export_stream(pair[1])!;
  fwrite(other, 'by a stream');
  say('socket reads', text(socket_read(pair[0], 100)));
  socket_write(pair[1], 'by a socket');
  say('stream reads', text(fread(stream, 100)));
}

function readAhead(): void {
  const pair = streams();
  fwrite(pair[0], 'one\ntwo\nthree');
  say('line', text(fgets(pair[1])));
  const socket = socket_import_stream(pair[1])!;
  say('unread', unread(pair[1]));
  fwrite(pair[0], '-and more\n');
  say('socket reads', text(socket_read(socket, 4)));
  say('stream reads', text(fgets(pair[1])));
  say('stream reads', text(fread(pair[1], 5)));
  say('unread', unread(pair[1]));
  say('socket reads', text(socket_read(socket, 100)));
}

/** A guest has 4,096 sockets at most: who forgets to give one back does not come to the end of this. */
function closing(): void {
  const listener = server();
  const address = addressOf(listener);
  for (let i = 0; i < 4200; i++) {
    const client = stream_socket_client(address)!;
    const accepted = stream_socket_accept(listener)!;
    const how = i % 4;
    // What the client closes first is the client's alone: so no port waits for late segments.
    if (how == 0) must(fclose(client), 'fclose');
    else if (how == 1) socket_close(socket_import_stream(client)!);
    else if (how == 2) must(fclose(socket_export_stream(socket_import_stream(client)!)!), 'fclose');
    else socket_close(newSocket());
    if (how == 3) must(fclose(client), 'fclose');
    must(fclose(accepted), 'fclose');
  }
  say('closed', true);
  const gone = streams(listener);
  const socket = socket_import_stream(gone[0])!;
  fclose(gone[0]);
  say('socket reads', text(socket_read(socket, 10)));
  say('stream reads', text(fread(gone[0], 10)));
  const exported = socket_import_stream(gone[1])!;
  socket_close(exported);
  say('stream reads', text(fread(gone[1], 10)));
  say('stream closes', fclose(gone[1]));
  say('errno', socket_last_error());
}

/** A stream that the guest made up over a socket is that socket's, or none. */
function forged(): void {
  const pair = connected();
  const closed = newSocket();
  socket_close(closed);
  const over = new Stream(closed, 'tcp_socket');
  say('over a closed socket', fwrite(over, 'x'));
  const another = new Stream(pair[0], 'tcp_socket');
  say('over an open one', fwrite(another, 'here'));
  say('read', text(socket_read(pair[1], 10)));
  say('closed', fclose(another));
  say('closed again', fclose(another));
  socket_close(pair[0]);
}
