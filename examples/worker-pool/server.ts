// Accepts TCP connections and hands each to a worker that is free. See run.mjs, which starts them all.
//
// Arguments: the port, 0 for any; the path of the local socket where workers say that they are free; how many workers
// there are; and after how many clients to end, 0 (the default) for never.

import {
  AF_INET,
  AF_UNIX,
  Ref,
  SOCK_DGRAM,
  SOCK_STREAM,
  Socket,
  socket_accept,
  socket_bind,
  socket_close,
  socket_create,
  socket_getsockname,
  socket_last_error,
  socket_listen,
  socket_recvfrom,
  socket_sendto,
  socket_strerror,
  socket_wsaprotocol_info_export,
} from 'wasock';

/** Where the worker listens that said last that it is free. */
const worker = new Ref<string>('');

serve(<i32>parseInt(argument(1)), argument(2), <i32>parseInt(argument(3)), <i32>parseInt(argument(4)));

function argument(index: i32): string {
  return process.argv.length > index ? process.argv[index] : '0';
}

function must(ok: bool): void {
  if (ok) return;
  console.error(socket_strerror(socket_last_error()));
  process.exit(1);
}

/** Waits for a worker that has nothing to do: its id, by which it can be given a socket. */
function freeWorker(meeting: Socket): i32 {
  const id = new Ref<ArrayBuffer | null>(null);
  must(socket_recvfrom(meeting, id, 20, 0, worker) > 0);
  return <i32>parseInt(String.UTF8.decode(id.value!));
}

/** Answers that worker. */
function answer(meeting: Socket, text: string): void {
  must(socket_sendto(meeting, text, text.length, 0, worker.value) >= 0);
}

function serve(port: i32, path: string, count: i32, limit: i32): void {
  const server = socket_create(AF_INET, SOCK_STREAM, 0)!;
  must(socket_bind(server, '127.0.0.1', port) && socket_listen(server, 128));
  const name = new Ref<string>('');
  const bound = new Ref<i32>(0);
  socket_getsockname(server, name, bound);
  console.log('Listening on ' + name.value + ':' + bound.value.toString());

  const meeting = socket_create(AF_UNIX, SOCK_DGRAM, 0)!;
  must(socket_bind(meeting, path));
  for (let served = 0; limit == 0 || served < limit; served++) {
    const client = socket_accept(server)!;
    const id = socket_wsaprotocol_info_export(client, freeWorker(meeting));
    must(id !== null);
    answer(meeting, id!);
    // The connection lives on in the export, and then in the worker.
    socket_close(client);
  }
  // What is exported ends with this guest: it stays until every worker has served its last client.
  for (let i = 0; i < count; i++) {
    freeWorker(meeting);
    answer(meeting, '');
  }
}
