// What the guests that use streams share; see support.ts.

import {
  Stream,
  stream_get_meta_data,
  stream_socket_accept,
  stream_socket_client,
  stream_socket_get_name,
  stream_socket_server,
} from 'wasock';
import { family, local, must, path } from './support';

const here: string = local ? 'unix://' + path : family == 'inet6' ? 'tcp://[::1]:0' : 'tcp://127.0.0.1:0';

/** A server of the family. */
export function server(): Stream {
  const stream = stream_socket_server(here);
  must(stream !== null, 'stream_socket_server');
  return stream!;
}

/** Where a client reaches a server. */
export function addressOf(listener: Stream): string {
  return local ? here : 'tcp://' + stream_socket_get_name(listener, false)!;
}

/** Two connected streams: the client's and the server's. */
export function streams(listener: Stream = server()): Stream[] {
  const client = stream_socket_client(addressOf(listener));
  must(client !== null, 'stream_socket_client');
  const accepted = stream_socket_accept(listener);
  must(accepted !== null, 'stream_socket_accept');
  return [client!, accepted!];
}

/** How many bytes a stream has read ahead. */
export function unread(stream: Stream): i32 {
  return stream_get_meta_data(stream)!.unread_bytes;
}

/** Whether the last wait of a stream was in vain. */
export function timedOut(stream: Stream): bool {
  return stream_get_meta_data(stream)!.timed_out;
}
