/**
 * A filter on a datagram socket that passes only what comes from a list of sources. It is classic BPF: socket(7),
 * Documentation/networking/filter.rst of Linux. It belongs to the file description, whoever has a descriptor of it. The
 * list is in the program, and is read back from there.
 */
import { errnoNumber } from './errno.ts';
import { getsockopt, Scratch, setsockopt } from './libc.ts';
import { optionRow } from './option-row.ts';
import { platform } from './platform.ts';

const ENOPROTOOPT = errnoNumber('enoprotoopt');

/** An address that datagrams may come from. */
export interface Source {
  /** The address in words of 32 bits, unsigned: one of IPv4, four of IPv6. */
  readonly words: readonly number[];
  readonly port: number;
}

/**
 * The most sources of a filter. 128 IPv6 addresses take some 15 KiB in the system, and kernels before 6.7 allow 20 KiB
 * for all filters and options of a socket (net.core.optmem_max).
 */
export const MAX_SOURCES = 128;

/** Opcodes of linux/bpf_common.h: class, size or operation, and mode. */
const LOAD_WORD = 0x20;
const LOAD_HALF = 0x28;
const LOAD_KEPT = 0x60;
const LOAD_INDEX = 0x01;
const KEEP = 0x02;
const JUMP = 0x05;
const JUMP_IF_EQUAL = 0x15;
const RETURN = 0x06;

/** `SKF_AD_OFF + SKF_AD_PROTOCOL` and `SKF_NET_OFF`, as unsigned numbers: linux/filter.h. */
const PROTOCOL = 0xffff_f000;
const NETWORK_HEADER = 0xfff0_0000;
const ETH_P_IP = 0x0800;
const ETH_P_IPV6 = 0x86dd;
/** Offset of the source address in the network header, in bytes. */
const SOURCE_AT = { inet: 12, inet6: 8 };
/** In what the filter is given of UDP, which begins with its header. */
const SOURCE_PORT = 0;
const ALL = 0xffff_ffff;
/** Marks a program as one of these. It means nothing to the system. */
const MARK = 0x7761_736b;

const INSTRUCTION = 8;
/** The lengths, in instructions, of the code around the sources, and of one source with so many words. */
const PROLOGUE = 4;
const ENDS = 24;
const entryLength = (words: number): number => 2 * words + 3;

/** A program, and before it the `struct sock_fprog` that points to it. */
const PROGRAM = 16;
const scratch = new Scratch(PROGRAM + INSTRUCTION * (ENDS + MAX_SOURCES * entryLength(4)));
/** The length of the program that the system gives back. */
const lengthScratch = new Scratch(4);

/** How many instructions have been written. */
let count = 0;

function write(code: number, k: number, ifTrue = 0, ifFalse = 0): void {
  const { view } = scratch;
  const at = PROGRAM + count * INSTRUCTION;
  view.setUint16(at, code, true);
  view.setUint8(at + 2, ifTrue);
  view.setUint8(at + 3, ifFalse);
  view.setUint32(at + 4, k, true);
  count++;
}

/** Writes the code that accepts sources of one family, with addresses of so many words. */
function writeFamily(sources: readonly Source[], words: number, sourceAt: number): void {
  for (let i = 0; i < words; i++) {
    write(LOAD_WORD, NETWORK_HEADER + sourceAt + 4 * i);
    write(KEEP, i);
  }
  write(LOAD_HALF, SOURCE_PORT);
  write(KEEP, words);
  for (const source of sources) {
    if (source.words.length !== words) continue;
    const compared = [...source.words, source.port];
    for (const [i, value] of compared.entries()) {
      write(LOAD_KEPT, i);
      write(JUMP_IF_EQUAL, value, 0, 2 * (compared.length - i) - 1);
    }
    write(RETURN, ALL);
  }
  write(RETURN, 0);
}

/** Sets a socket's filter, in place of the one it has. @returns 0, or minus the system's errno */
export function attachSources(fd: number, sources: readonly Source[]): number {
  const option = platform.SO_ATTACH_FILTER;
  if (option === null) return -ENOPROTOOPT;
  count = 0;
  write(LOAD_INDEX, MARK);
  write(LOAD_WORD, PROTOCOL);
  write(JUMP_IF_EQUAL, ETH_P_IP, 1);
  const inet = sources.filter(({ words }) => words.length === 1).length;
  write(JUMP, 4 + inet * entryLength(1) + 1);
  writeFamily(sources, 1, SOURCE_AT.inet);
  write(JUMP_IF_EQUAL, ETH_P_IPV6, 1);
  write(RETURN, 0);
  writeFamily(sources, 4, SOURCE_AT.inet6);
  scratch.view.setUint16(0, count, true);
  scratch.view.setBigUint64(8, BigInt(scratch.address + PROGRAM), true);
  return setsockopt(fd, platform.SOL_SOCKET, option, scratch.address, PROGRAM);
}

/** Removes a socket's filter. */
export function detachSources(fd: number): void {
  const row = optionRow('so-detach-filter');
  if (row !== null) setsockopt(fd, row.level, row.name, scratch.address, 4);
}

/**
 * The sources of a socket's filter, in each family the oldest first; undefined if it has none, or another kind of
 * filter.
 */
export function readSources(fd: number): Source[] | undefined {
  const option = platform.SO_ATTACH_FILTER;
  if (option === null) return undefined;
  const { view, address, bytes } = scratch;
  // Both lengths are in instructions, not in bytes: net/core/filter.c, sk_get_filter.
  lengthScratch.view.setUint32(0, Math.floor((bytes.length - PROGRAM) / INSTRUCTION), true);
  const outcome = getsockopt(fd, platform.SOL_SOCKET, option, address + PROGRAM, lengthScratch.address);
  const length = lengthScratch.view.getUint32(0, true);
  const code = (at: number): number => view.getUint16(PROGRAM + at * INSTRUCTION, true);
  const k = (at: number): number => view.getUint32(PROGRAM + at * INSTRUCTION + 4, true);
  if (outcome < 0 || length < PROLOGUE || code(0) !== LOAD_INDEX || k(0) !== MARK) return undefined;
  const sources: Source[] = [];
  let at = PROLOGUE;
  for (const words of [1, 4]) {
    for (at += 2 * words + 2; at < length && code(at) !== RETURN; at += entryLength(words)) {
      const compared = Array.from({ length: words + 1 }, (_, i) => k(at + 2 * i + 1));
      sources.push({ words: compared.slice(0, words), port: compared[words]! });
    }
    at += 3;
  }
  return sources;
}
