// Does what its first argument says with the sockets that it is given by name.
import {
  AF_INET,
  Ref,
  SOCK_DGRAM,
  SOCK_STREAM,
  error_reporting,
  socket_accept,
  socket_bind,
  socket_close,
  socket_create,
  socket_create_pair,
  socket_export_named,
  socket_import_named,
  socket_last_error,
  socket_listen,
  socket_read,
  socket_recvfrom,
  socket_select,
  socket_sendto,
  socket_write,
  AF_UNIX,
  Socket,
} from 'wasock';

const what = process.argv[1];

/** Echoes what comes by a connection until its end. */
function echo(connection: Socket): void {
  for (;;) {
    const data = socket_read(connection, 1 << 16);
    if (data === null || data!.byteLength == 0) break;
    socket_write(connection, data!);
  }
  socket_close(connection);
}

if (what == 'echo') {
  // A connection by a name, as often as there is one.
  for (;;) {
    const connection = socket_import_named(process.argv[2]);
    if (connection === null) break;
    echo(connection);
  }
} else if (what == 'serve') {
  // One connection of a listener.
  echo(socket_accept(socket_import_named('web')!)!);
} else if (what == 'datagram') {
  const socket = socket_import_named('log')!;
  const data = new Ref<ArrayBuffer | null>(null);
  const host = new Ref<string>('');
  const port = new Ref<i32>(0);
  socket_recvfrom(socket, data, 100, 0, host, port);
  socket_sendto(socket, data.value!, data.value!.byteLength, 0, host.value, port.value);
} else if (what == 'wait') {
  // Whatever comes, until it is killed.
  const all: Socket[] = [socket_import_named('control')!];
  socket_write(all[0], 'here');
  socket_select(all, null, null);
  socket_select(null, null, null);
} else if (what == 'missing') {
  error_reporting(0);
  socket_import_named('nothing');
  if (process.argv.length > 2) console.log(socket_last_error().toString());
} else if (what == 'listen') {
  // Gives a listener of its own out, and accepts one more connection itself.
  const listener = socket_create(AF_INET, SOCK_STREAM, 0)!;
  socket_bind(listener, '127.0.0.1');
  socket_listen(listener);
  socket_export_named(listener, 'listener');
  socket_read(socket_import_named('control')!, 1);
} else if (what == 'pair') {
  // Gives one end of a pair out, and echoes by the other.
  const pair: Socket[] = [];
  socket_create_pair(AF_UNIX, SOCK_STREAM, 0, pair);
  socket_export_named(pair[0], 'pair');
  socket_close(pair[0]);
  echo(pair[1]);
} else if (what == 'flood') {
  // More than anybody takes.
  const pair: Socket[] = [];
  socket_create_pair(AF_UNIX, SOCK_STREAM, 0, pair);
  for (let count = 0; count < 300; count++) socket_export_named(pair[0], 'many');
  socket_write(socket_import_named('control')!, 'done');
  socket_read(pair[1], 1);
} else if (what == 'datagrams') {
  const socket = socket_create(AF_INET, SOCK_DGRAM, 0)!;
  socket_bind(socket, '127.0.0.1');
  socket_export_named(socket, 'datagrams');
} else if (what == 'names') {
  const pair: Socket[] = [];
  socket_create_pair(AF_UNIX, SOCK_STREAM, 0, pair);
  socket_export_named(pair[0], '');
  socket_export_named(pair[0], 'a:b');
  socket_export_named(pair[0], 'é');
  socket_export_named(pair[0], 'x'.repeat(256));
  console.log(socket_export_named(pair[0], 'x'.repeat(255)).toString());
} else if (what == 'variables') {
  for (let i = 2; i < process.argv.length; i++) {
    const name = process.argv[i];
    console.log(process.env.has(name) ? process.env.get(name) : '-');
  }
  socket_import_named('a');
}
