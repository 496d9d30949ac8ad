// Streams of datagrams: udp and, where the family is unix, udg.

import {
  Ref,
  STREAM_PEEK,
  STREAM_SERVER_BIND,
  Stream,
  fclose,
  feof,
  fread,
  fwrite,
  stream_get_meta_data,
  stream_set_timeout,
  stream_socket_client,
  stream_socket_get_name,
  stream_socket_recvfrom,
  stream_socket_sendto,
  stream_socket_server,
} from 'wasock';
import { unread } from './stream-support';
import { family, local, must, path, say, testCase, text } from './support';

if (testCase == 'exchange') exchange();
else if (testCase == 'cut') cut();
else if (testCase == 'refused') refused();
else process.exit(8);

function bound(suffix: string): Stream {
  const internet = family == 'inet6' ? 'udp://[::1]:0' : 'udp://127.0.0.1:0';
  const stream = stream_socket_server(local ? 'udg://' + path + suffix : internet, null, null, STREAM_SERVER_BIND);
  must(stream !== null, 'stream_socket_server');
  return stream!;
}

function to(stream: Stream): Stream {
  const client = stream_socket_client((local ? 'udg://' : 'udp://') + stream_socket_get_name(stream, false)!);
  must(client !== null, 'stream_socket_client');
  return client!;
}

function exchange(): void {
  const receiver = bound('1');
  say('type', stream_get_meta_data(receiver)!.stream_type);
  const sender = to(receiver);
  say('write', fwrite(sender, 'datagram'));
  const address = new Ref<string>('none');
  say('peek', text(stream_socket_recvfrom(receiver, 4, STREAM_PEEK)));
  say('receive', text(stream_socket_recvfrom(receiver, 100, 0, address)));
  const name = stream_socket_get_name(sender, false);
  say('from', address.value == (name === null ? '' : name));
  // PHP's streams have no way to send to a path.
  const sent = local ? 5 : stream_socket_sendto(receiver, 'reply', 0, address.value);
  say('send', sent);
  if (local) fwrite(sender, 'reply');
  say('read', text(fread(local ? receiver : sender, 100)));
}

/** fread() keeps the rest of a datagram; stream_socket_recvfrom() does not. */
function cut(): void {
  const receiver = bound('1');
  const sender = to(receiver);
  fwrite(sender, 'abcdef');
  fwrite(sender, 'ghi');
  say('read', text(fread(receiver, 4)));
  say('unread', unread(receiver));
  say('receive', text(stream_socket_recvfrom(receiver, 2)));
  say('read', text(fread(receiver, 2)));
  fwrite(sender, 'jkl');
  say('receive', text(stream_socket_recvfrom(receiver, 100)));
  stream_set_timeout(receiver, 0, 1000);
  say('nothing more', text(fread(receiver, 100)));
}

/** Nobody is there any more. */
function refused(): void {
  const receiver = bound('1');
  const sender = to(receiver);
  fclose(receiver);
  say('write', fwrite(sender, '12345'));
  stream_set_timeout(sender, 5);
  say('read', text(fread(sender, 100)));
  say('ended', feof(sender));
}
