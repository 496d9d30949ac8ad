// How streams come about, and how they do not.

import {
  Ref,
  STREAM_CLIENT_ASYNC_CONNECT,
  STREAM_CLIENT_CONNECT,
  STREAM_CLIENT_PERSISTENT,
  fclose,
  fread,
  fwrite,
  socket_import_stream,
  socket_listen,
  stream_get_meta_data,
  stream_select,
  stream_set_blocking,
  stream_socket_accept,
  stream_socket_client,
  stream_socket_get_name,
  stream_socket_server,
} from 'wasock';
import { addressOf, server } from './stream-support';
import { domain, must, now, say, testCase, text } from './support';

if (testCase == 'refused') refused();
else if (testCase == 'asynchronous') asynchronous();
else if (testCase == 'persistent') persistent();
else if (testCase == 'accept-in-time') acceptInTime();
else if (testCase == 'queue-full') queueFull();
else if (testCase == 'localhost') localhost();
else process.exit(8);

function refused(): void {
  const listener = server();
  const address = addressOf(listener);
  const code = new Ref<i32>(0);
  const message = new Ref<string>('');
  say('in use', stream_socket_server(address, code, message) === null);
  say('code', code.value);
  say('message', message.value);
  fclose(listener);
  say('refused', stream_socket_client(address, code, message) === null);
  say('code', code.value);
  say('message', message.value);
}

function asynchronous(): void {
  const listener = server();
  const client = stream_socket_client(addressOf(listener), null, null, 5, STREAM_CLIENT_ASYNC_CONNECT)!;
  say('blocks', stream_get_meta_data(client)!.blocked);
  const write = [client];
  say('writable', stream_select(null, write, null, 5));
  const accepted = stream_socket_accept(listener, 5)!;
  say('write', fwrite(client, 'connected'));
  say('read', text(fread(accepted, 100)));
}

function persistent(): void {
  const listener = server();
  const address = addressOf(listener);
  const flags = STREAM_CLIENT_CONNECT | STREAM_CLIENT_PERSISTENT;
  const first = stream_socket_client(address, null, null, 5, flags)!;
  const accepted = stream_socket_accept(listener, 5)!;
  say('the same', stream_socket_client(address, null, null, 5, flags)! === first);
  say('without the flag', stream_socket_client(address)! === first);
  fclose(stream_socket_accept(listener, 5)!);
  fclose(accepted);
  const read = [first];
  stream_select(read, null, null, 5);
  say('when it has ended', stream_socket_client(address, null, null, 5, flags)! === first);
  say('the old one is closed', fwrite(first, 'x'));
}

function acceptInTime(): void {
  const listener = server();
  const start = now();
  const peer = new Ref<string>('as it was');
  say('nobody', stream_socket_accept(listener, 0.2, peer) === null);
  const elapsed = now() - start;
  say('waited', elapsed >= 195 && elapsed < 30000);
  say('peer', peer.value);
  stream_set_blocking(listener, false);
  say('still nobody', stream_socket_accept(listener, 0) === null);
  const client = stream_socket_client(addressOf(listener))!;
  const accepted = stream_socket_accept(listener, 5)!;
  say('accepted blocks', stream_get_meta_data(accepted)!.blocked);
  say('family', socket_import_stream(accepted)!.family == domain);
  fwrite(client, 'x');
  say('read', text(fread(accepted, 10)));
}

/** Of a listener with a queue of 0 one connection may wait; another one's SYN is dropped, or refused for now. */
function queueFull(): void {
  const listener = server();
  must(socket_listen(socket_import_stream(listener)!, 0), 'socket_listen');
  const first = stream_socket_client(addressOf(listener));
  must(first !== null, 'stream_socket_client');
  const code = new Ref<i32>(0);
  const message = new Ref<string>('');
  const start = now();
  say('connected', stream_socket_client(addressOf(listener), code, message, 0.2) !== null);
  const elapsed = now() - start;
  say('waited', elapsed >= 195 && elapsed < 30000);
  say('code', code.value);
  say('message', message.value);
}

/** A host of several addresses: the first that answers counts. */
function localhost(): void {
  const listener = server();
  const client = stream_socket_client(addressOf(listener).replace('127.0.0.1', 'localhost'));
  say('connected', client !== null);
  const named = stream_socket_server('tcp://localhost:0');
  if (named === null) return;
  const name = stream_socket_get_name(named, false)!;
  say('bound', name.startsWith('127.0.0.1:') || name.startsWith('[::1]:'));
}
