// PHP's streams over sockets, and sockets handed from guest to guest.

import {
  fclose,
  feof,
  fgets,
  fread,
  fwrite,
  getmypid,
  Ref,
  STREAM_CLIENT_ASYNC_CONNECT,
  STREAM_CLIENT_CONNECT,
  STREAM_PF_UNIX,
  STREAM_SERVER_BIND,
  STREAM_SHUT_WR,
  STREAM_SOCK_STREAM,
  Stream,
  socket_export_stream,
  socket_import_stream,
  socket_wsaprotocol_info_export,
  socket_wsaprotocol_info_import,
  stream_get_meta_data,
  stream_select,
  stream_set_blocking,
  stream_set_timeout,
  stream_socket_accept,
  stream_socket_client,
  stream_socket_get_name,
  stream_socket_pair,
  stream_socket_recvfrom,
  stream_socket_sendto,
  stream_socket_server,
  stream_socket_shutdown,
} from 'wasock';
import { connected, directory, expect, failure, NO, probe, talk } from './probe';

const code = new Ref<i32>(0);

export function handover(): void {
  probe('export-import', exportImport);
}

export function streams(): void {
  probe('stream-tcp', tcp);
  probe('stream-udp', udp);
  probe('stream-unix', local);
  probe('stream-pair', pair);
  probe('stream-lines', lines);
  probe('stream-timeout', timeout);
  probe('stream-nonblocking', nonBlocking);
  probe('stream-async', asynchronous);
  probe('stream-select', select);
  probe('stream-import', imported);
  probe('stream-export', exported);
}

function exportImport(): i32 {
  const sockets = connected();
  if (sockets.length == 0) return failure();
  const id = socket_wsaprotocol_info_export(sockets[0], getmypid());
  if (id === null) return failure();
  const twin = socket_wsaprotocol_info_import(id);
  return twin === null ? failure() : talk(twin, sockets[1]);
}

/** The errno of what has failed to open. */
function refused(): i32 {
  return code.value == 0 ? NO : code.value;
}

/** Two connected streams of TCP; empty if that failed. */
function connectedStreams(): Stream[] {
  const server = stream_socket_server('tcp://127.0.0.1:0', code);
  if (server === null) return [];
  const client = stream_socket_client('tcp://' + stream_socket_get_name(server, false)!, code, null, 2);
  if (client === null) return [];
  const accepted = stream_socket_accept(server, 2);
  if (accepted === null) return [];
  stream_set_timeout(client, 2);
  stream_set_timeout(accepted, 2);
  return [client, accepted];
}

function hears(stream: Stream, text: string): bool {
  const data = fread(stream, 100);
  return data !== null && String.UTF8.decode(data) == text;
}

/** Each way, and the end. */
function converse(one: Stream, other: Stream): i32 {
  if (fwrite(one, 'question') != 8 || !hears(other, 'question')) return NO;
  if (fwrite(other, 'answer') != 6 || !hears(one, 'answer')) return NO;
  fclose(one);
  return expect(fread(other, 1) !== null && feof(other));
}

function tcp(): i32 {
  const pair = connectedStreams();
  return pair.length == 0 ? refused() : converse(pair[0], pair[1]);
}

function udp(): i32 {
  const server = stream_socket_server('udp://127.0.0.1:0', code, null, STREAM_SERVER_BIND);
  if (server === null) return refused();
  const client = stream_socket_client('udp://' + stream_socket_get_name(server, false)!, code, null, 2);
  if (client === null) return refused();
  if (fwrite(client, 'datagram') != 8) return NO;
  const from = new Ref<string>('');
  const data = stream_socket_recvfrom(server, 100, 0, from);
  if (data === null || String.UTF8.decode(data) != 'datagram') return NO;
  stream_set_timeout(client, 2);
  return expect(stream_socket_sendto(server, 'answer', 0, from.value) == 6 && hears(client, 'answer'));
}

function local(): i32 {
  const server = stream_socket_server('unix://' + directory + '/streams', code);
  if (server === null) return refused();
  const client = stream_socket_client('unix://' + directory + '/streams', code, null, 2);
  if (client === null) return refused();
  const accepted = stream_socket_accept(server, 2);
  return accepted === null ? NO : converse(client, accepted);
}

function pair(): i32 {
  const pair = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
  return pair === null ? failure() : converse(pair[0], pair[1]);
}

function lines(): i32 {
  const pair = connectedStreams();
  if (pair.length == 0) return refused();
  if (fwrite(pair[0], 'one\ntwo\nunfinished') != 18 || !stream_socket_shutdown(pair[0], STREAM_SHUT_WR)) return NO;
  const first = fgets(pair[1]);
  const second = fgets(pair[1]);
  const last = fgets(pair[1]);
  if (first === null || second === null || last === null) return NO;
  return expect(String.UTF8.decode(first) == 'one\n' && String.UTF8.decode(last) == 'unfinished');
}

function timeout(): i32 {
  const pair = connectedStreams();
  if (pair.length == 0) return refused();
  stream_set_timeout(pair[0], 0, 50000);
  fread(pair[0], 1);
  const data = stream_get_meta_data(pair[0]);
  return expect(data !== null && data.timed_out && !data.eof);
}

function nonBlocking(): i32 {
  const pair = connectedStreams();
  if (pair.length == 0) return refused();
  if (!stream_set_blocking(pair[0], false)) return NO;
  const nothing = fread(pair[0], 1);
  return expect((nothing === null || nothing.byteLength == 0) && !feof(pair[0]));
}

function asynchronous(): i32 {
  const server = stream_socket_server('tcp://127.0.0.1:0', code);
  if (server === null) return refused();
  const flags = STREAM_CLIENT_CONNECT | STREAM_CLIENT_ASYNC_CONNECT;
  const client = stream_socket_client('tcp://' + stream_socket_get_name(server, false)!, code, null, 2, flags);
  if (client === null) return refused();
  if (stream_select(null, [client], null, 2) != 1) return NO;
  const accepted = stream_socket_accept(server, 2);
  return accepted === null ? NO : converse(client, accepted);
}

function select(): i32 {
  const pair = connectedStreams();
  if (pair.length == 0) return refused();
  const before = stream_select([pair[0], pair[1]], null, null, 0, 1000);
  if (fwrite(pair[0], 'x') != 1) return NO;
  const ready: Stream[] = [pair[0], pair[1]];
  return expect(before == 0 && stream_select(ready, null, null, 2) == 1 && ready[0] == pair[1]);
}

function imported(): i32 {
  const pair = connectedStreams();
  if (pair.length == 0) return refused();
  const one = socket_import_stream(pair[0]);
  const other = socket_import_stream(pair[1]);
  return one === null || other === null ? failure() : talk(one, other);
}

function exported(): i32 {
  const sockets = connected();
  if (sockets.length == 0) return failure();
  const one = socket_export_stream(sockets[0]);
  const other = socket_export_stream(sockets[1]);
  return one === null || other === null ? failure() : converse(one, other);
}
