// An HTTP server that systemd starts when its first client comes. It is given its listener, so it needs no permission; and it ends
// when nobody has come for a while. systemd goes on listening, and starts it again for the next client.
//
//   systemd-socket-activate -l 127.0.0.1:8080 --fdname=web dist/cli/main.js run examples/systemd/hello.ts
//   curl http://127.0.0.1:8080
//
// hello.socket and hello.service are the units that do the same. Argument: for how many seconds to wait for a client, 30 by default.
import { socket_accept, socket_close, socket_import_named, socket_read, socket_select, socket_write } from 'wasock';

const seconds = process.argv.length > 1 ? <i32>parseInt(process.argv[1]) : 30;
const listener = socket_import_named('web')!;

while (socket_select([listener], null, null, seconds) > 0) {
  const client = socket_accept(listener);
  if (client === null) continue;
  socket_read(client, 4096);
  socket_write(client, 'HTTP/1.1 200 OK\r\nContent-Length: 14\r\nConnection: close\r\n\r\nHello, socket\n');
  socket_close(client);
}
