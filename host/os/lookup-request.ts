/** What getaddrinfo(3) reads and writes: one block of memory, which outlives the thread that asked. */
import type {
  AddressFamily,
  AddressInfo,
  LookupError,
  LookupFlags,
  LookupHints,
  SocketType,
} from '../generated/wit-types.ts';
import { errnoName } from './errno.ts';
import { cFunctions, Scratch } from './libc.ts';
import { allocate, copyIn, copyOut, free, readPointer, readText, textOf, writePointer } from './memory.ts';
import { type LookupErrorName, platform } from './platform.ts';
import { readSockaddr, SOCKADDR_SIZE } from './sockaddr.ts';

const raw = cFunctions({ freeaddrinfo: 'void freeaddrinfo(uintptr_t list)' });

/** `NI_MAXHOST`, and the longest name or number of a service, in bytes with the closing NUL. */
const HOST_SIZE = 1025;
const SERVICE_SIZE = 256;

const layout = platform.addrinfo;

// The block: a struct gaicb (name, service, request, result, a return value and five spare ints), a list of one
// pointer to it, the hints, then the texts.
const GAICB = { host: 0, service: 8, hints: 16, result: 24 } as const;
const LIST_AT = 56;
const HINTS_AT = 64;
const HOST_AT = HINTS_AT + layout.bytes;
const SERVICE_AT = HOST_AT + HOST_SIZE;
const BLOCK_SIZE = SERVICE_AT + SERVICE_SIZE;

const block = new Scratch(BLOCK_SIZE);
const entry = new Scratch(layout.bytes);
const sockaddr = new Scratch(SOCKADDR_SIZE);

/** One question to getaddrinfo(3) or getaddrinfo_a(3). All its numbers are addresses, 0 for NULL. */
export class LookupRequest {
  /** Of the `struct gaicb`. */
  readonly address: number;
  readonly host: number;
  readonly service: number;
  /** Whether the host may be a name, which needs a name server. */
  readonly mayBeName: boolean;
  readonly #hints: LookupHints;

  /** The request, or why there can be no answer. */
  static create(
    host: string | undefined,
    service: string | undefined,
    hints: LookupHints,
  ): LookupRequest | LookupError {
    if (host === undefined && service === undefined) return { tag: 'name-unknown' };
    const hostBytes = toText(host, HOST_SIZE);
    if (hostBytes === undefined) return { tag: 'name-unknown' };
    const serviceBytes = toText(service, SERVICE_SIZE);
    if (serviceBytes === undefined) return { tag: 'bad-service' };
    if (hints.family !== undefined && platform.families[hints.family] === null) return { tag: 'bad-family' };
    const address = allocate(BLOCK_SIZE);
    if (address === 0) return { tag: 'system', val: 'enomem' };
    return new LookupRequest(address, hostBytes, serviceBytes, hints);
  }

  private constructor(address: number, host: Uint8Array, service: Uint8Array, hints: LookupHints) {
    this.address = address;
    this.host = host.length === 0 ? 0 : address + HOST_AT;
    this.service = service.length === 0 ? 0 : address + SERVICE_AT;
    this.mayBeName = host.length > 0 && hints.flags.numericHost !== true;
    this.#hints = hints;
    const { view, bytes } = block;
    bytes.fill(0);
    writePointer(view, GAICB.host, this.host);
    writePointer(view, GAICB.service, this.service);
    writePointer(view, GAICB.hints, this.hints);
    writePointer(view, LIST_AT, address);
    writeHints(new DataView(block.buffer, HINTS_AT, layout.bytes), hints);
    bytes.set(host, HOST_AT);
    bytes.set(service, SERVICE_AT);
    copyOut(block, address, BLOCK_SIZE);
  }

  get hints(): number {
    return this.address + HINTS_AT;
  }

  /** Of the pointer that the answer is written to. */
  get result(): number {
    return this.address + GAICB.result;
  }

  get list(): number {
    return this.address + LIST_AT;
  }

  /** The hints of the guest. An answer repeats their flags. */
  get asked(): LookupHints {
    return this.#hints;
  }

  /** Adds `AI_NUMERICHOST` to the guest's flags, or removes it. */
  setNumericHost(isNumeric: boolean): void {
    const flags = flagBits({ ...this.#hints.flags, numericHost: isNumeric || this.#hints.flags.numericHost === true });
    entry.view.setInt32(0, flags, true);
    copyOut(entry, this.hints + layout.flags.offset, 4);
  }

  /** As `freeRequest`. */
  free(): void {
    freeRequest(this.address);
  }
}

/** Frees the memory of a request, and the answer if there is one. No thread may still work on it. */
export function freeRequest(address: number): void {
  const answer = readResult(address);
  if (answer !== 0) raw.freeaddrinfo(answer);
  free(address);
}

function readResult(address: number): number {
  copyIn(entry, address + GAICB.result, 8);
  return readPointer(entry.view, 0);
}

/** Text with its closing NUL, nothing for no text; `undefined` for one that no name can be. */
function toText(name: string | undefined, size: number): Uint8Array | undefined {
  if (name === undefined) return new Uint8Array(0);
  if (textOf(name).length >= size || name.includes('\0')) return undefined;
  const bytes = new TextEncoder().encode(`${name}\0`);
  return bytes.length > size ? undefined : bytes;
}

function writeHints(view: DataView, hints: LookupHints): void {
  view.setInt32(layout.flags.offset, flagBits(hints.flags), true);
  // AF_UNSPEC is 0 everywhere; a socket type of 0 is any.
  const family = hints.family === undefined ? 0 : (platform.families[hints.family] ?? 0);
  view.setInt32(layout.family.offset, family, true);
  const type = hints.socketType === undefined ? 0 : platform.socketTypes[hints.socketType];
  view.setInt32(layout.socketType.offset, type, true);
  view.setInt32(layout.protocol.offset, hints.protocol, true);
}

const LOOKUP_FLAGS: ReadonlyArray<readonly [keyof LookupFlags, number]> = [
  ['passive', platform.lookupFlags.passive ?? 0],
  ['canonicalName', platform.lookupFlags.canonicalName ?? 0],
  ['numericHost', platform.lookupFlags.numericHost ?? 0],
  ['numericService', platform.lookupFlags.numericService ?? 0],
  ['v4Mapped', platform.lookupFlags.v4Mapped ?? 0],
  ['all', platform.lookupFlags.all ?? 0],
  ['addressConfigured', platform.lookupFlags.addressConfigured ?? 0],
  ['internationalName', platform.lookupFlags.internationalName ?? 0],
  ['internationalCanonicalName', platform.lookupFlags.internationalCanonicalName ?? 0],
];

function flagBits(flags: LookupFlags): number {
  let bits = 0;
  for (const [name, bit] of LOOKUP_FLAGS) if (flags[name] === true) bits |= bit;
  return bits;
}

/** The answer to a request. Entries whose family or type has no case in the WIT are left out. */
export function readAddresses(request: LookupRequest): AddressInfo[] {
  const answers: AddressInfo[] = [];
  for (let at = readResult(request.address); at !== 0; at = readPointer(entry.view, layout.next.offset)) {
    copyIn(entry, at, layout.bytes);
    const answer = readEntry(request.asked.flags);
    if (answer !== undefined) answers.push(answer);
  }
  return answers;
}

function readEntry(flags: LookupFlags): AddressInfo | undefined {
  const { view } = entry;
  const family = familyOf(view.getInt32(layout.family.offset, true));
  const socketType = socketTypeOf(view.getInt32(layout.socketType.offset, true));
  const length = Math.min(view.getUint32(layout.addressLength.offset, true), SOCKADDR_SIZE);
  const at = readPointer(view, layout.address.offset);
  if (family === undefined || socketType === undefined || at === 0) return undefined;
  copyIn(sockaddr, at, length);
  const address = readSockaddr(sockaddr.view, length);
  if (address === undefined) return undefined;
  const protocol = view.getInt32(layout.protocol.offset, true);
  const canonicalName = readText(readPointer(view, layout.canonicalName.offset));
  const info = { flags, family, socketType, protocol, address };
  return canonicalName === undefined ? info : { ...info, canonicalName };
}

function familyOf(number: number): AddressFamily | undefined {
  if (number === platform.families.inet) return 'inet';
  return number === platform.families.inet6 ? 'inet6' : undefined;
}

const SOCKET_TYPES: readonly SocketType[] = ['stream', 'dgram', 'raw', 'rdm', 'seqpacket'];

function socketTypeOf(number: number): SocketType | undefined {
  return SOCKET_TYPES.find((type) => platform.socketTypes[type] === number);
}

const FAILURES: Readonly<Record<LookupErrorName, LookupError | undefined>> = {
  badFlags: { tag: 'bad-flags' },
  noName: { tag: 'name-unknown' },
  again: { tag: 'try-again' },
  fail: { tag: 'failed' },
  noData: { tag: 'no-data' },
  family: { tag: 'bad-family' },
  addressFamily: { tag: 'bad-family' },
  socketType: { tag: 'bad-socket-type' },
  service: { tag: 'bad-service' },
  memory: { tag: 'system', val: 'enomem' },
  overflow: { tag: 'system', val: 'eoverflow' },
  canceled: { tag: 'system', val: 'ecanceled' },
  interrupted: { tag: 'system', val: 'eintr' },
  system: undefined,
  inProgress: undefined,
  notCanceled: undefined,
  allDone: undefined,
};

const failures = new Map<number, LookupError>();
for (const [name, failure] of entries(FAILURES)) {
  const number = platform.lookupErrors[name];
  if (number !== null && failure !== undefined) failures.set(number, failure);
}

function entries<Key extends string, Value>(table: Readonly<Record<Key, Value>>): [Key, Value][];
function entries(table: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(table);
}

/** What an `EAI_*` means. @param osErrno where it is `EAI_SYSTEM`, what errno was; 0 if nobody knows */
export function lookupFailure(code: number, osErrno: number): LookupError {
  const failure = failures.get(code);
  return failure ?? { tag: 'system', val: code === platform.lookupErrors.system ? errnoName(osErrno) : 'eio' };
}
