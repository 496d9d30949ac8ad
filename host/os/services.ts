/**
 * Services and protocols: services(5), protocols(5). The reentrant functions are used, because guests in several
 * workers would share the C library's static buffers.
 */
import type { Protocol, Service } from '../generated/wit-types.ts';
import { cFunctions, Scratch } from './libc.ts';
import { readPointer, readText, textOf } from './memory.ts';

/** `struct servent`, `struct protoent`: name, aliases, then port or number. In bytes. */
const NAME_AT = 0;
const NUMBER_AT = 16;
const PROTOCOL_AT = 24;
const ENTRY_SIZE = 32;

/** Room for an entry's texts, in bytes. An entry that needs more is not found. */
const TEXTS_SIZE = 16384;

/** An entry; the texts it points to; and where the system says whether it found one. */
const scratch = new Scratch(ENTRY_SIZE + TEXTS_SIZE + 8);
const TEXTS = scratch.address + ENTRY_SIZE;
const FOUND_AT = ENTRY_SIZE + TEXTS_SIZE;
const FOUND = scratch.address + FOUND_AT;

type Find<Key extends unknown[]> = (
  ...args: [...Key, entry: number, texts: number, size: number, found: number]
) => number;

const TAIL = 'uintptr_t entry, uintptr_t texts, size_t size, uintptr_t found';
const raw: {
  readonly serviceByName: Find<[string, string | null]>;
  readonly serviceByPort: Find<[number, string | null]>;
  readonly protocolByName: Find<[string]>;
  readonly protocolByNumber: Find<[number]>;
} = cFunctions({
  serviceByName: `int getservbyname_r(const char *name, const char *protocol, ${TAIL})`,
  serviceByPort: `int getservbyport_r(int port, const char *protocol, ${TAIL})`,
  protocolByName: `int getprotobyname_r(const char *name, ${TAIL})`,
  protocolByNumber: `int getprotobynumber_r(int number, ${TAIL})`,
});

/** The service of that name. An empty `protocol` means any. See getservbyname(3). */
export function lookupService(name: string, protocol: string): Service | undefined {
  return readService(find(raw.serviceByName, textOf(name), textOf(protocol) === '' ? null : protocol));
}

/** The service on that port (0 to 65535, no byte order). An empty `protocol` means any. See getservbyport(3). */
export function lookupPort(port: number, protocol: string): Service | undefined {
  return readService(find(raw.serviceByPort, swap16(port), textOf(protocol) === '' ? null : protocol));
}

/** The protocol of that name. See getprotobyname(3). */
export function lookupProtocol(name: string): Protocol | undefined {
  return readProtocol(find(raw.protocolByName, textOf(name)));
}

/** The protocol of that number, 0 to 255. See getprotobynumber(3). */
export function lookupProtocolNumber(number: number): Protocol | undefined {
  return readProtocol(find(raw.protocolByNumber, number));
}

function find<Key extends (string | number | null)[]>(call: Find<Key>, ...key: Key): boolean {
  // C would take only the text up to the NUL.
  if (key.some((part) => typeof part === 'string' && part.includes('\0'))) return false;
  scratch.view.setBigUint64(FOUND_AT, 0n, true);
  return call(...key, scratch.address, TEXTS, TEXTS_SIZE, FOUND) === 0 && readPointer(scratch.view, FOUND_AT) !== 0;
}

function readService(found: boolean): Service | undefined {
  if (!found) return undefined;
  return {
    name: textAt(NAME_AT),
    port: swap16(scratch.view.getInt32(NUMBER_AT, true) & 0xffff),
    protocol: textAt(PROTOCOL_AT),
  };
}

function readProtocol(found: boolean): Protocol | undefined {
  if (!found) return undefined;
  return { name: textAt(NAME_AT), number: scratch.view.getInt32(NUMBER_AT, true) & 0xff };
}

function textAt(offset: number): string {
  return readText(readPointer(scratch.view, offset)) ?? '';
}

/** Converts a port between host and network byte order, which differ on every supported platform. */
function swap16(port: number): number {
  return ((port & 0xff) << 8) | (port >>> 8);
}
