// Shows the frames that pass an interface, over a packet socket. The system asks for privileges too.
//
//   sudo npx wasock run examples/capture.ts --allow-raw -- lo 10

import {
  AF_PACKET,
  ETH_P_ALL,
  ETH_P_IP,
  ETH_P_IPV6,
  Ref,
  SOCK_RAW,
  Socket,
  socket_bind,
  socket_close,
  socket_create,
  socket_last_error,
  socket_recvfrom,
  socket_strerror,
} from 'wasock';

const networkInterface = process.argv.length > 1 ? process.argv[1] : 'lo';
const times = process.argv.length > 2 ? <i32>parseInt(process.argv[2]) : 10;

/** Destination, source and protocol. */
const ETHERNET = 14;

function fail(what: string, socket: Socket | null): void {
  console.log(what + ': ' + socket_strerror(socket_last_error(socket)));
  process.exit(1);
}

function get16(bytes: Uint8Array, at: i32): i32 {
  return (<i32>bytes[at] << 8) | bytes[at + 1];
}

function inet(bytes: Uint8Array, at: i32): string {
  return bytes.slice(at, at + 4).join('.');
}

/** All eight groups: nothing is shortened. */
function inet6(bytes: Uint8Array, at: i32): string {
  const groups: string[] = [];
  for (let i = 0; i < 16; i += 2) groups.push(get16(bytes, at + i).toString(16));
  return groups.join(':');
}

/** The name of an IP protocol, or its number. */
function protocolName(number: i32): string {
  if (number == 1) return 'ICMP';
  if (number == 6) return 'TCP';
  if (number == 17) return 'UDP';
  if (number == 58) return 'ICMPv6';
  return 'protocol ' + number.toString();
}

/** What a frame carries, as far as its headers are there. */
function described(frame: Uint8Array): string {
  if (frame.length < ETHERNET) return 'a short frame';
  const etherType = get16(frame, 12);
  const packet = frame.subarray(ETHERNET);
  if (etherType == ETH_P_IP && packet.length >= 20) {
    return 'IPv4 ' + inet(packet, 12) + ' > ' + inet(packet, 16) + ' ' + protocolName(packet[9]);
  }
  if (etherType == ETH_P_IPV6 && packet.length >= 40) {
    return 'IPv6 ' + inet6(packet, 8) + ' > ' + inet6(packet, 24) + ' ' + protocolName(packet[6]);
  }
  return 'EtherType 0x' + etherType.toString(16).padStart(4, '0');
}

const socket = socket_create(AF_PACKET, SOCK_RAW, ETH_P_ALL);
if (socket === null) fail('socket_create() failed', null);
if (!socket_bind(socket!, networkInterface)) fail('socket_bind() failed', socket);
console.log('capturing at ' + networkInterface);

const buf = new Ref<ArrayBuffer | null>(null);
const name = new Ref<string>('');
for (let i = 0; i < times; i++) {
  const length = socket_recvfrom(socket!, buf, 65536, 0, name);
  if (length < 0) fail('socket_recvfrom() failed', socket);
  console.log(name.value + ': ' + length.toString() + ' bytes, ' + described(Uint8Array.wrap(buf.value!)));
}
socket_close(socket!);
