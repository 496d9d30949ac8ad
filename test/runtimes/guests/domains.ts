// Domains and types: something is sent and received over each.

import {
  AF_INET,
  AF_INET6,
  AF_PACKET,
  AF_UNIX,
  ETH_P_IP,
  IPPROTO_ICMP,
  IPPROTO_ICMPV6,
  Ref,
  SOCK_DGRAM,
  SOCK_RAW,
  SOCK_SEQPACKET,
  SOCK_STREAM,
  Socket,
  socket_accept,
  socket_bind,
  socket_connect,
  socket_create_pair,
  socket_listen,
  socket_recvfrom,
  socket_sendto,
} from 'wasock';
import {
  connected, create, datagrams, directory, expect, failure, loopback, patient, portOf, probe, read, talk, NO,
} from './probe';

const buf = new Ref<ArrayBuffer | null>(null);
const name = new Ref<string>('');
const port = new Ref<i32>(0);

export function domains(): void {
  probe('tcp-inet', () => tcp(AF_INET));
  probe('tcp-inet6', () => tcp(AF_INET6));
  probe('udp-inet', () => udp(AF_INET));
  probe('udp-inet6', () => udp(AF_INET6));
  probe('pair-stream', () => pair(SOCK_STREAM));
  probe('pair-dgram', () => pair(SOCK_DGRAM));
  probe('pair-seqpacket', () => pair(SOCK_SEQPACKET));
  probe('unix-stream', () => local(SOCK_STREAM, directory + '/stream'));
  probe('unix-seqpacket', () => local(SOCK_SEQPACKET, directory + '/seqpacket'));
  probe('unix-dgram', () => localDatagram(directory + '/dgram'));
  probe('unix-abstract', () => local(SOCK_STREAM, '\0wasock-probe'));
  probe('raw-inet', () => raw(AF_INET));
  probe('raw-inet6', () => raw(AF_INET6));
  probe('packet', packet);
}

function tcp(domain: i32): i32 {
  const pair = connected(domain);
  return pair.length == 0 ? failure() : talk(pair[0], pair[1]);
}

function udp(domain: i32): i32 {
  const pair = datagrams(domain);
  if (pair.length == 0) return failure();
  if (socket_sendto(pair[0], 'datagram', 8, 0, loopback(domain), portOf(pair[1])) != 8) return failure();
  if (socket_recvfrom(pair[1], buf, 100, 0, name, port) < 0) return failure();
  const whole = String.UTF8.decode(buf.value!) == 'datagram';
  return expect(whole && name.value == loopback(domain) && port.value == portOf(pair[0]));
}

function pair(type: i32): i32 {
  const pair: Socket[] = [];
  if (!socket_create_pair(AF_UNIX, type, 0, pair)) return failure();
  patient(pair[0]);
  patient(pair[1]);
  return talk(pair[0], pair[1]);
}

function local(type: i32, path: string): i32 {
  const server = create(AF_UNIX, type);
  if (server === null || !socket_bind(server, path) || !socket_listen(server, 1)) return failure();
  const client = create(AF_UNIX, type);
  if (client === null || !socket_connect(client, path)) return failure();
  const accepted = patient(socket_accept(server));
  return accepted === null ? failure() : talk(client, accepted);
}

function localDatagram(path: string): i32 {
  const to = create(AF_UNIX, SOCK_DGRAM);
  if (to === null || !socket_bind(to, path)) return failure();
  const from = create(AF_UNIX, SOCK_DGRAM);
  if (from === null || !socket_bind(from, path + '.from')) return failure();
  if (socket_sendto(from, 'datagram', 8, 0, path) != 8) return failure();
  if (socket_recvfrom(to, buf, 100, 0, name) < 0) return failure();
  return expect(String.UTF8.decode(buf.value!) == 'datagram' && name.value == path + '.from');
}

/** An echo request to this machine, and its answer. */
function raw(domain: i32): i32 {
  const six = domain == AF_INET6;
  const socket = create(domain, SOCK_RAW, six ? IPPROTO_ICMPV6 : IPPROTO_ICMP);
  if (socket === null) return failure();
  const request = new Uint8Array(8);
  request[0] = six ? 128 : 8;
  // The checksum of this request, which Linux computes for ICMPv6 only: ~(0x0800 + 0x1234 + 0x0001).
  request[2] = 0xe5;
  request[3] = 0xca;
  request[4] = 0x12;
  request[5] = 0x34;
  request[7] = 1;
  if (socket_sendto(socket, request, request.length, 0, loopback(domain), 0) < 0) return failure();
  // The socket sees the request, too.
  for (let i = 0; i < 10; i++) {
    if (socket_recvfrom(socket, buf, 1500, 0, name, port) < 0) return failure();
    const bytes = Uint8Array.wrap(buf.value!);
    const start = six ? 0 : (bytes[0] & 15) * 4;
    if (bytes[start] == (six ? 129 : 0) && bytes[start + 4] == 0x12) return expect(name.value == loopback(domain));
  }
  return NO;
}

/** A frame on the loopback interface. */
function packet(): i32 {
  const tap = create(AF_PACKET, SOCK_RAW, ETH_P_IP);
  if (tap === null || !socket_bind(tap, 'lo')) return failure();
  const pair = datagrams();
  if (pair.length == 0) return failure();
  if (socket_sendto(pair[0], 'framed', 6, 0, '127.0.0.1', portOf(pair[1])) != 6 || read(pair[1]) === null) {
    return failure();
  }
  const length = socket_recvfrom(tap, buf, 2000, 0, name, port);
  if (length < 0) return failure();
  return expect(String.UTF8.decode(buf.value!.slice(length - 6)) == 'framed' && name.value == 'lo');
}
