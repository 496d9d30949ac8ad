// Which types of sockets getaddrinfo(3) answers with, and for which service: as glibc does.
import {
  AI_NUMERICSERV, SOCK_DGRAM, SOCK_RAW, SOCK_SEQPACKET, SOCK_STREAM, SOL_TCP, SOL_UDP,
} from "../../../constants";
import { LOOKUP_FAILED, LookupError } from "../../../data/lookup";
import { serviceByName } from "./services";

/** PHP has no names for these. */
const SOCK_DCCP: i32 = 6;
const IPPROTO_DCCP: i32 = 33;
const IPPROTO_SCTP: i32 = 132;
const IPPROTO_UDPLITE: i32 = 136;

/** A type that addresses are given for. */
@final
export class SocketType {
  constructor(
    public readonly type: i32,
    public readonly protocol: i32,
    /** What services(5) calls the protocol; empty: it has no services, and takes any protocol's number. */
    public readonly name: string,
    public readonly port: i32 = 0,
  ) {}
}

/** In the order in which they are looked through. */
const TYPES: StaticArray<SocketType> = [
  new SocketType(SOCK_STREAM, SOL_TCP, "tcp"),
  new SocketType(SOCK_DGRAM, SOL_UDP, "udp"),
  new SocketType(SOCK_DCCP, IPPROTO_DCCP, "dccp"),
  new SocketType(SOCK_DGRAM, IPPROTO_UDPLITE, "udplite"),
  new SocketType(SOCK_STREAM, IPPROTO_SCTP, "sctp"),
  new SocketType(SOCK_SEQPACKET, IPPROTO_SCTP, "sctp"),
  new SocketType(SOCK_RAW, 0, ""),
];

/** What who asks for nothing in particular gets: those of TCP, of UDP, and raw ones. */
function isUsual(type: SocketType): bool {
  return type.protocol == SOL_TCP || type.protocol == SOL_UDP || type.type == SOCK_RAW;
}

/** Appends the types that a service is offered by, with its port; 0, or `LOOKUP_FAILED - LookupError`. */
export function typesOf(service: string | null, flags: i32, type: i32, protocol: i32, into: SocketType[]): i32 {
  const number = service === null ? 0 : portOf(service);
  if (number < 0 && (flags & AI_NUMERICSERV) != 0) return LOOKUP_FAILED - LookupError.NameUnknown;
  if (type == 0 && protocol == 0) {
    for (let i = 0; i < TYPES.length; i++) {
      if (isUsual(TYPES[i])) append(TYPES[i], TYPES[i].protocol, service, number, into);
    }
  } else {
    const first = firstOf(type, protocol);
    if (first === null) return LOOKUP_FAILED - (type != 0 ? LookupError.BadSocketType : LookupError.BadService);
    const isRaw = first.type == SOCK_RAW;
    if (!isRaw || service === null) append(first, isRaw ? protocol : first.protocol, service, number, into);
  }
  return into.length > 0 ? 0 : LOOKUP_FAILED - LookupError.BadService;
}

/** The first that is of a type and a protocol, 0 being any. */
function firstOf(type: i32, protocol: i32): SocketType | null {
  for (let i = 0; i < TYPES.length; i++) {
    const candidate = TYPES[i];
    const isProtocol = protocol == 0 || candidate.type == SOCK_RAW || protocol == candidate.protocol;
    if ((type == 0 || type == candidate.type) && isProtocol) return candidate;
  }
  return null;
}

/** Appends a type with its port: a number, or that of the service of that name, if it has one. */
function append(type: SocketType, protocol: i32, service: string | null, number: i32, into: SocketType[]): void {
  let port = number & 0xffff;
  if (number < 0) {
    if (type.name.length == 0) return;
    const found = serviceByName(service!, type.name);
    if (found === null) return;
    port = found.port;
  }
  into.push(new SocketType(type.type, protocol, type.name, port));
}

/** The number that a text is, as strtoul(3) reads it and an `int` keeps it; negative: it is none. */
function portOf(service: string): i32 {
  const length = service.length;
  let at = 0;
  // White space as isspace(3) has it.
  while (at < length && (service.charCodeAt(at) == 0x20 || <u32>(service.charCodeAt(at) - 9) < 5)) at++;
  const isNegative = at < length && service.charCodeAt(at) == 0x2d;
  if (isNegative || (at < length && service.charCodeAt(at) == 0x2b)) at++;
  const start = at;
  let number: u64 = 0;
  for (; at < length; at++) {
    const digit = <u32>(service.charCodeAt(at) - 0x30);
    if (digit > 9) return -1;
    number = number > (u64.MAX_VALUE - digit) / 10 ? u64.MAX_VALUE : number * 10 + digit;
  }
  // No digit at all is no number, but for the empty text.
  if (at == start) return length == 0 ? 0 : -1;
  return <i32>(isNegative && number != u64.MAX_VALUE ? 0 - number : number);
}
