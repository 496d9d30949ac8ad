import type { Source } from '../os/source-filter.ts';
import type { SocketAddress } from '../generated/wit-types.ts';

/** 127.0.0.1 */
const LOOPBACK = 0x7f00_0001;

/** The source of answers to datagrams for an address. If that is the unspecified address, answers come from loopback. */
export function sourceOf(to: SocketAddress): Source | undefined {
  if (to.tag === 'inet') {
    const [a, b, c, d] = to.val.address;
    const word = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
    return { words: [word === 0 ? LOOPBACK : word], port: to.val.port };
  }
  if (to.tag !== 'inet6') return undefined;
  const { address: groups, port } = to.val;
  const words = [0, 2, 4, 6].map((i) => ((groups[i]! << 16) | groups[i + 1]!) >>> 0);
  const isMapped = words[0] === 0 && words[1] === 0 && words[2] === 0xffff;
  if (isMapped) return { words: [words[3] === 0 ? LOOPBACK : words[3]!], port };
  return { words: words.every((word) => word === 0) ? [0, 0, 0, 1] : words, port };
}

/** Searches from the latest source, which is most often the one. */
export function isAmong(sources: readonly Source[], source: Source): boolean {
  for (let i = sources.length - 1; i >= 0; i--) if (isSame(sources[i]!, source)) return true;
  return false;
}

export function isSame(a: Source, b: Source): boolean {
  if (a.port !== b.port || a.words.length !== b.words.length) return false;
  // Called before each datagram, so it makes no closure.
  for (let i = 0; i < a.words.length; i++) if (a.words[i] !== b.words[i]) return false;
  return true;
}
