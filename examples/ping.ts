// Asks hosts for an echo, over a raw socket: ICMP for IPv4, ICMPv6 for IPv6. The system asks for privileges too.
//
//   sudo npx wasock run examples/ping.ts --allow-raw --allow-connect 127.0.0.1 -- 127.0.0.1
//   sudo npx wasock run examples/ping.ts --allow-raw --allow-connect '[::1]' -- ::1 3

import {
  AF_INET,
  AF_INET6,
  IPPROTO_ICMP,
  IPPROTO_ICMPV6,
  Ref,
  SOCK_RAW,
  SOL_SOCKET,
  SO_RCVTIMEO,
  Socket,
  TimeVal,
  socket_close,
  socket_create,
  socket_last_error,
  socket_recvfrom,
  socket_sendto,
  socket_set_option,
  socket_strerror,
} from 'wasock';

const address = process.argv.length > 1 ? process.argv[1] : '127.0.0.1';
const times = process.argv.length > 2 ? <i32>parseInt(process.argv[2]) : 1;

const six = address.includes(':');
const REQUEST: u8 = six ? 128 : 8;
const REPLY: u8 = six ? 129 : 0;
/** Type, code, checksum, identifier and number: RFC 792, RFC 4443. */
const HEADER = 8;

const payload = String.UTF8.encode('abcdefghijklmnopqrstuvwxyz, and back');
/** Tells our answers from those to other programs. */
const identifier = <u16>(Math.random() * 65536);

function fail(what: string, socket: Socket | null): void {
  console.log(what + ': ' + socket_strerror(socket_last_error(socket)));
  process.exit(1);
}

/** The internet checksum of bytes, RFC 1071; 0 of those whose checksum is right. */
function checksum(bytes: Uint8Array): u16 {
  let sum: u32 = 0;
  for (let i = 0; i < bytes.length; i += 2) {
    sum += (<u32>bytes[i] << 8) | (i + 1 < bytes.length ? bytes[i + 1] : 0);
  }
  while (sum >> 16) sum = (sum & 0xffff) + (sum >> 16);
  return <u16>~sum;
}

function put16(bytes: Uint8Array, at: i32, value: u16): void {
  bytes[at] = <u8>(value >> 8);
  bytes[at + 1] = <u8>value;
}

function get16(bytes: Uint8Array, at: i32): u16 {
  return (<u16>bytes[at] << 8) | bytes[at + 1];
}

function request(number: u16): Uint8Array {
  const bytes = new Uint8Array(HEADER + payload.byteLength);
  bytes[0] = REQUEST;
  put16(bytes, 4, identifier);
  put16(bytes, 6, number);
  bytes.set(Uint8Array.wrap(payload), HEADER);
  // That of ICMPv6 has the addresses in it, and the system computes it.
  if (!six) put16(bytes, 2, checksum(bytes));
  return bytes;
}

/** The bytes of an IPv4 header, which a raw socket of AF_INET gives with the message; IPv6 has none. */
function headerLength(packet: Uint8Array): i32 {
  return six ? 0 : (packet[0] & 0x0f) * 4;
}

/** Whether a message is the answer to our request of this number. The raw socket sees our requests to this host too. */
function answers(message: Uint8Array, number: u16): bool {
  if (message.length != HEADER + payload.byteLength || message[0] != REPLY) return false;
  if (get16(message, 4) != identifier || get16(message, 6) != number) return false;
  return six || checksum(message) == 0;
}

function milliseconds(): f64 {
  return <f64>process.hrtime() / 1e6;
}

const socket = socket_create(six ? AF_INET6 : AF_INET, SOCK_RAW, six ? IPPROTO_ICMPV6 : IPPROTO_ICMP);
if (socket === null) fail('socket_create() failed', null);
socket_set_option(socket!, SOL_SOCKET, SO_RCVTIMEO, new TimeVal(1, 0));

const buf = new Ref<ArrayBuffer | null>(null);
const from = new Ref<string>('');
const port = new Ref<i32>(0);

for (let number = 1; number <= times; number++) {
  const message = request(<u16>number);
  const start = milliseconds();
  if (socket_sendto(socket!, message, message.length, 0, address, 0) < 0) fail('socket_sendto() failed', socket);
  while (true) {
    if (socket_recvfrom(socket!, buf, 1500, 0, from, port) < 0) fail('no answer', socket);
    const packet = Uint8Array.wrap(buf.value!);
    const answer = packet.subarray(headerLength(packet));
    if (!answers(answer, <u16>number)) continue;
    const took = Math.round((milliseconds() - start) * 1000) / 1000;
    const hops = six ? '' : ' ttl=' + packet[8].toString();
    console.log(
      answer.length.toString() + ' bytes from ' + from.value + ': seq=' + number.toString() + hops + ' time=' +
        took.toString() + ' ms',
    );
    break;
  }
}
socket_close(socket!);
