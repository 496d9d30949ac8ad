import { OptionError } from './option-error.ts';
import { maxDescriptors } from './os/descriptor-limit.ts';

/**
 * What a guest may take, at most. What is not given has its default (`defaultLimits`); `Infinity` is no limit. A limit that
 * ends the guest does so by a `LimitError`, which the guest cannot catch. docs/limits.md says which limit holds where.
 */
export interface Limits {
  /**
   * Linear memory in bytes, all memories of the guest together, also shared and 64-bit ones; 1 GiB by default. One that
   * starts with more is not compiled (LimitError); growing further fails as at any maximum: memory.grow gives −1.
   */
  readonly memory?: number;
  /**
   * Elements of tables, all of them together; 1,000,000 by default, of some 8 bytes each. A guest that starts with more is
   * not compiled (LimitError); growing further fails: table.grow gives −1.
   */
  readonly tableElements?: number;
  /** Objects of WebAssembly's garbage collection in bytes, where the guest has a thread of its own; 256 MiB by default. */
  readonly gcHeap?: number;
  /**
   * Sockets that are open, with those on offer to other guests; by default half of what the process may open
   * (RLIMIT_NOFILE), at most 16,384. One more fails with EMFILE.
   */
  readonly sockets?: number;
  /**
   * Bytes that the system holds for the guest's sockets, as it counts them (SO_MEMINFO); 256 MiB by default. While they are
   * more, sending fails with ENOBUFS. SO_SNDBUF and SO_RCVBUF give less than was asked for: an eighth for one socket, all
   * that is left for the sum.
   */
  readonly socketBuffers?: number;
  /** Descriptors that the guest has sent (SCM_RIGHTS) and nobody received; 1,024 by default. More fail with ETOOMANYREFS. */
  readonly descriptorsInFlight?: number;
  /** Bytes sent by sockets; no limit by default. A stream takes what is left; what does not fit ends the guest. */
  readonly bytesSent?: number;
  /** Bytes received by sockets; no limit by default. A stream gives what is left; what does not fit ends the guest. */
  readonly bytesReceived?: number;
  /** Bytes read from and written to the standard streams; no limit by default. What does not fit ends the guest. */
  readonly streamBytes?: number;
  /** Lookups of names under way at once; 4 by default. One more fails with EAI_AGAIN. */
  readonly lookups?: number;
  /** Calls of the host's functions in a second; no limit by default. One too many waits until its time comes. */
  readonly operationsPerSecond?: number;
  /** Time that the guest's thread computes, in milliseconds; no limit by default. Then the guest is ended. */
  readonly cpuTimeMs?: number;
  /** Time since the guest was started, in milliseconds; no limit by default. Then the guest is ended. */
  readonly wallTimeMs?: number;
  /** Denials that `onDenied` is told of in a second; 100 by default. The others are counted only. */
  readonly denialsPerSecond?: number;
}

export type LimitName = keyof Limits;

/** A number for every limit. */
export type Bounds = Readonly<Record<LimitName, number>>;

const MEBIBYTE = 2 ** 20;

/** More sockets than servers have by default; so many, without data, take some 50 MB of the system's memory. */
const MOST_SOCKETS = 16_384;

/** What holds where nothing is said. A server survives it; what a server does not lose by (traffic, time) has none. */
export const defaultLimits: Bounds = {
  memory: 1024 * MEBIBYTE,
  tableElements: 1_000_000,
  gcHeap: 256 * MEBIBYTE,
  sockets: Math.min(Math.floor(maxDescriptors() / 2), MOST_SOCKETS),
  socketBuffers: 256 * MEBIBYTE,
  descriptorsInFlight: 1024,
  bytesSent: Infinity,
  bytesReceived: Infinity,
  streamBytes: Infinity,
  lookups: 4,
  operationsPerSecond: Infinity,
  cpuTimeMs: Infinity,
  wallTimeMs: Infinity,
  denialsPerSecond: 100,
};

export const limitNames = Object.keys(defaultLimits) as readonly LimitName[];

/**
 * The limits of an embedder's object, which may be anything: its own properties, and defaults for the others.
 *
 * @throws OptionError for what is no object, has another property, or one that is no number from 0 on
 */
export function readLimits(given: unknown = {}): Bounds {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new OptionError('limits', 'an object with limits');
  }
  const bounds: Record<LimitName, number> = { ...defaultLimits };
  for (const [name, value] of Object.entries(given)) {
    const known = limitNames.find((limit) => limit === name);
    if (known === undefined) throw new OptionError(`limits.${name}`, `one of ${limitNames.join(', ')}`);
    if (value === undefined) continue;
    if (typeof value !== 'number' || !(value >= 0)) {
      throw new OptionError(`limits.${name}`, 'a number from 0 on, or Infinity');
    }
    bounds[known] = value;
  }
  return bounds;
}

/**
 * Refuses limits that nobody can hold where a guest is run.
 *
 * @param where says so
 * @throws OptionError if one of the names is given
 */
export function refuseLimits(given: Limits | undefined, names: readonly LimitName[], where: string): void {
  const own: Limits = { ...given };
  const wrong = names.find((name) => own[name] !== undefined);
  if (wrong !== undefined) throw new OptionError(`limits.${wrong}`, `nothing: it cannot hold ${where}`);
}
