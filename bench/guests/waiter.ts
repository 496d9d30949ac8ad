// Answers what comes with the same, and otherwise waits: one of ten thousand. Its argument is the port.

import { AF_INET, SOCK_STREAM, socket_connect, socket_create, socket_read, socket_write } from "wasock";

const socket = socket_create(AF_INET, SOCK_STREAM, 0)!;
if (!socket_connect(socket, "127.0.0.1", I32.parseInt(process.argv[1]))) throw new Error("connect");
for (;;) {
  const data = socket_read(socket, 64);
  if (data === null || data.byteLength == 0) break;
  socket_write(socket, data);
}
