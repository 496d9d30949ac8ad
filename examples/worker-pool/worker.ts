// Serves the connections that server.ts hands to it, one after the other: every line comes back with this guest's id in
// front. It may neither bind nor connect to any TCP address, and needs not.
//
// Argument: the path of the server's local socket. The worker's own is beside it.

import {
  AF_UNIX,
  PHP_NORMAL_READ,
  SOCK_DGRAM,
  Socket,
  getmypid,
  socket_bind,
  socket_close,
  socket_create,
  socket_read,
  socket_sendto,
  socket_write,
  socket_wsaprotocol_info_import,
} from 'wasock';

work(process.argv[1], getmypid().toString());

function work(path: string, me: string): void {
  const meeting = socket_create(AF_UNIX, SOCK_DGRAM, 0)!;
  if (!socket_bind(meeting, path + '.' + me)) process.exit(1);
  while (true) {
    // Free: the server exports the next connection to this id, and answers with the export's.
    if (socket_sendto(meeting, me, me.length, 0, path) < 0) process.exit(1);
    const id = text(socket_read(meeting, 100));
    if (id.length == 0) return;
    const client = socket_wsaprotocol_info_import(id);
    if (client !== null) converse(client, me);
  }
}

function text(data: ArrayBuffer | null): string {
  return data === null ? '' : String.UTF8.decode(data);
}

function line(client: Socket): string {
  return text(socket_read(client, 1000, PHP_NORMAL_READ));
}

function converse(client: Socket, me: string): void {
  for (let said = line(client); said.length > 0; said = line(client)) socket_write(client, me + ': ' + said);
  socket_close(client);
}
