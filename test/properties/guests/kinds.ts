// Domains and types of sockets: what each combination is, or the error of a system that lacks it.

import {
  AF_INET,
  AF_INET6,
  AF_PACKET,
  AF_UNIX,
  ETH_P_ALL,
  ETH_P_IP,
  ETH_P_IPV6,
  IPPROTO_ICMP,
  IPPROTO_ICMPV6,
  Ref,
  SOCK_CLOEXEC,
  SOCK_DCCP,
  SOCK_DGRAM,
  SOCK_NONBLOCK,
  SOCK_RAW,
  SOCK_RDM,
  SOCK_SEQPACKET,
  SOCK_STREAM,
  SOL_SOCKET,
  SOL_TCP,
  SOL_UDP,
  SO_DOMAIN,
  SO_PROTOCOL,
  SO_TYPE,
  Socket,
  socket_accept,
  socket_bind,
  socket_close,
  socket_connect,
  socket_create,
  socket_create_pair,
  socket_get_option,
  socket_getsockname,
  socket_last_error,
  socket_listen,
  socket_read,
  socket_recv,
  socket_recvfrom,
  socket_send,
  socket_sendto,
  socket_write,
} from 'wasock';
import { argument, domain, errno, loopback, must, path, portOf, say, testCase, text } from './support';

const buf = new Ref<ArrayBuffer | null>(null);

if (testCase == 'combinations') combinations();
else if (testCase == 'seqpacket') sequentialPackets();
else if (testCase == 'nonblock') nonBlocking();
else if (testCase == 'raw-unix') rawLocal();
else if (testCase == 'raw') raw();
else if (testCase == 'packet') packet();
else process.exit(8);

function option(socket: Socket, name: i32): string {
  return socket_get_option(socket, SOL_SOCKET, name)!.int.toString();
}

function combination(name: string, domain: i32, type: i32, protocol: i32): void {
  const socket = socket_create(domain, type, protocol);
  if (socket === null) return say(name, 'errno ' + socket_last_error().toString());
  say(name, option(socket, SO_DOMAIN) + ' ' + option(socket, SO_TYPE) + ' ' + option(socket, SO_PROTOCOL));
  socket_close(socket);
}

function combinations(): void {
  combination('inet stream', AF_INET, SOCK_STREAM, 0);
  combination('inet6 stream', AF_INET6, SOCK_STREAM, SOL_TCP);
  combination('unix stream', AF_UNIX, SOCK_STREAM, 0);
  combination('inet dgram', AF_INET, SOCK_DGRAM, SOL_UDP);
  combination('inet6 dgram', AF_INET6, SOCK_DGRAM, 0);
  combination('unix dgram', AF_UNIX, SOCK_DGRAM, 0);
  combination('unix seqpacket', AF_UNIX, SOCK_SEQPACKET, 0);
  combination('inet seqpacket', AF_INET, SOCK_SEQPACKET, 0);
  combination('inet rdm', AF_INET, SOCK_RDM, 0);
  combination('inet6 rdm', AF_INET6, SOCK_RDM, 0);
  combination('unix rdm', AF_UNIX, SOCK_RDM, 0);
  combination('unix dccp', AF_UNIX, SOCK_DCCP, 0);
  combination('stream of UDP', AF_INET, SOCK_STREAM, SOL_UDP);
  combination('datagrams of TCP', AF_INET, SOCK_DGRAM, SOL_TCP);
  combination('unix protocol', AF_UNIX, SOCK_STREAM, SOL_TCP);
  combination('raw unix', AF_UNIX, SOCK_RAW, 0);
}

/** A connection that keeps the bounds of messages. */
function sequentialPackets(): void {
  const server = socket_create(AF_UNIX, SOCK_SEQPACKET, 0)!;
  must(socket_bind(server, path), 'socket_bind');
  say('listen', socket_listen(server));
  const client = socket_create(AF_UNIX, SOCK_SEQPACKET, 0)!;
  say('connect', socket_connect(client, path));
  const accepted = socket_accept(server)!;
  socket_write(client, 'one');
  socket_write(client, 'a longer one');
  socket_write(client, 'three');
  say('read', text(socket_read(accepted, 100)));
  say('a part', text(socket_read(accepted, 8)));
  say('its rest is lost', text(socket_read(accepted, 100)));
  say('back', socket_send(accepted, 'answer', 6, 0));
  say('read', text(socket_read(client, 100)));
  socket_close(client);
  say('end', text(socket_read(accepted, 100)));
}

function nonBlocking(): void {
  const socket = socket_create(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)!;
  must(socket_bind(socket, '127.0.0.1'), 'socket_bind');
  say('read', text(socket_read(socket, 1)));
  say('errno', errno(socket));
  const pair: Socket[] = [];
  say('pair', socket_create_pair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair));
  say('read', text(socket_read(pair[0], 1)));
  say('read', text(socket_read(pair[1], 1)));
  say('errno', errno(pair[1]));
}

/** Linux makes datagrams of it: unix(7). */
function rawLocal(): void {
  const pair: Socket[] = [];
  say('pair', socket_create_pair(AF_UNIX, SOCK_RAW, 0, pair));
  say('type', socket_get_option(pair[0], SOL_SOCKET, SO_TYPE)!.int);
  socket_write(pair[0], 'one');
  socket_write(pair[0], 'two');
  say('read', text(socket_read(pair[1], 100)));
}

/** An echo request to this machine, which the raw socket sees, and its answer. */
function raw(): void {
  const six = domain == AF_INET6;
  const socket = socket_create(domain, SOCK_RAW, six ? IPPROTO_ICMPV6 : IPPROTO_ICMP)!;
  const request = new Uint8Array(12);
  request[0] = six ? 128 : 8;
  // The checksum of this request, which Linux computes for ICMPv6 only: ~(0x0800 + 0x1234 + 0x0001).
  request[2] = 0xe5;
  request[3] = 0xca;
  request[4] = 0x12;
  request[5] = 0x34;
  request[7] = 1;
  say('sent', socket_sendto(socket, request, request.length, 0, loopback, 0));
  const from = new Ref<string>('');
  const port = new Ref<i32>(-1);
  let type = -1;
  while (type != (six ? 129 : 0)) {
    must(socket_recvfrom(socket, buf, 1500, 0, from, port) > 0, 'socket_recvfrom');
    const bytes = Uint8Array.wrap(buf.value!);
    const start = six ? 0 : (bytes[0] & 15) * 4;
    if (bytes[start + 4] == 0x12 && bytes[start + 5] == 0x34) type = bytes[start];
  }
  say('answered by', from.value + ' ' + port.value.toString());
}

/** Frames of one protocol on one interface, seen and sent. */
function packet(): void {
  const six = domain == AF_INET6;
  const tap = socket_create(AF_PACKET, SOCK_RAW, six ? ETH_P_IPV6 : ETH_P_IP)!;
  const name = new Ref<string>('?');
  const index = new Ref<i32>(-1);
  say('before', socket_getsockname(tap, name, index));
  say('name', name.value + ' ' + index.value.toString());
  say('bind', socket_bind(tap, 'lo'));
  must(socket_getsockname(tap, name, index), 'socket_getsockname');
  say('name', name.value + ' ' + index.value.toString());

  const to = socket_create(domain, SOCK_DGRAM, 0)!;
  must(socket_bind(to, loopback, 0), 'socket_bind');
  const from = socket_create(domain, SOCK_DGRAM, 0)!;
  must(socket_sendto(from, 'framed', 6, 0, loopback, portOf(to)) == 6, 'socket_sendto');
  say('received', text(socket_read(to, 100)));
  const length = socket_recvfrom(tap, buf, 2000, 0, name, index);
  say('frame', length == 14 + (six ? 40 : 20) + 8 + 6);
  say('from', name.value + ' ' + index.value.toString());
  const frame = buf.value!;
  say('protocol', ((<i32>Uint8Array.wrap(frame)[12] << 8) | Uint8Array.wrap(frame)[13]).toString(16));
  say('payload', text(frame.slice(length - 6)));

  // The same frame once more comes in again.
  say('sent', socket_sendto(tap, frame, length, 0, '', index.value) == length);
  say('seen again', socket_recv(tap, buf, 2000, 0) == length && text(buf.value) == text(frame));

  const every = socket_create(AF_PACKET, SOCK_DGRAM, ETH_P_ALL)!;
  say('every interface', socket_bind(every, ''));
  say('connect', socket_connect(every, 'lo', 0));
  say('no interface', socket_bind(every, argument(3)));
  say('errno', errno(every));
  must(socket_sendto(from, 'again', 5, 0, loopback, portOf(to)) == 5, 'socket_sendto');
  const count = socket_recv(every, buf, 2000, 0);
  say('without the header', count == (six ? 40 : 20) + 8 + 5);
}
