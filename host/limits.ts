import { OptionError } from './option-error.ts';
import { maxDescriptors } from './os/descriptor-limit.ts';

/**
 * What a guest may take, at most. A limit that is not given has its default (`defaultLimits`); `Infinity` is no limit.
 * A limit that ends the guest throws a `LimitError`, which the guest cannot catch. docs/limits.md says which limit
 * applies where.
 */
export interface Limits {
  /**
   * Linear memory in bytes: all memories of the guest together, including shared and 64-bit ones; 1 GiB by default. A guest
   * that starts with more is not compiled (LimitError). Growing further fails as at any maximum: memory.grow gives −1.
   */
  readonly memory?: number;
  /**
   * Elements of all tables together; 1,000,000 by default, of some 8 bytes each. A guest that starts with more is not
   * compiled (LimitError). Growing further fails: table.grow gives −1.
   */
  readonly tableElements?: number;
  /** Bytes of WebAssembly's garbage-collected objects, if the guest has a thread of its own; 256 MiB by default. */
  readonly gcHeap?: number;
  /**
   * Sockets that are open, or on offer to other guests; by default half of what the process may open (RLIMIT_NOFILE),
   * at most 16,384. Making one more fails with EMFILE.
   */
  readonly sockets?: number;
  /**
   * Files and directories that are open: those of `dirs`, what the guest opens below them, and directories that it reads;
   * 1,024 by default. Opening one more fails with EMFILE.
   */
  readonly files?: number;
  /**
   * Bytes that the system holds for the guest's sockets, as it counts them (SO_MEMINFO); 256 MiB by default. While it
   * holds more, sending fails with ENOBUFS. SO_SNDBUF and SO_RCVBUF may give less than was asked for: at most an eighth
   * of the limit for one socket, and at most what is left of it.
   */
  readonly socketBuffers?: number;
  /**
   * Descriptors that the guest has sent (SCM_RIGHTS) and nobody has received; 1,024 by default. More fail with
   * ETOOMANYREFS.
   */
  readonly descriptorsInFlight?: number;
  /** Bytes sent by sockets; no limit by default. A stream sends the part that fits; the rest ends the guest. */
  readonly bytesSent?: number;
  /** Bytes received by sockets; no limit by default. A stream gives the part that fits; the rest ends the guest. */
  readonly bytesReceived?: number;
  /** Bytes read from and written to the standard streams; no limit by default. More than that ends the guest. */
  readonly streamBytes?: number;
  /** Name lookups at once; 4 by default. One more fails with EAI_AGAIN. */
  readonly lookups?: number;
  /** Calls of the host's functions in a second; no limit by default. Further calls wait. */
  readonly operationsPerSecond?: number;
  /** CPU time of the guest's thread, in milliseconds; no limit by default. After that the guest is ended. */
  readonly cpuTimeMs?: number;
  /** Time since the guest was started, in milliseconds; no limit by default. After that the guest is ended. */
  readonly wallTimeMs?: number;
  /** Calls of `onDenied` in a second; 100 by default. Further denials are only counted. */
  readonly denialsPerSecond?: number;
}

export type LimitName = keyof Limits;

/** A number for every limit. */
export type Bounds = Readonly<Record<LimitName, number>>;

const MEBIBYTE = 2 ** 20;

/** More sockets than servers usually have. Without data this many take some 50 MB of the system's memory. */
const MOST_SOCKETS = 16_384;

/** The defaults, which a server survives. Traffic and time have none, since they cost a server nothing lasting. */
export const defaultLimits: Bounds = {
  memory: 1024 * MEBIBYTE,
  tableElements: 1_000_000,
  gcHeap: 256 * MEBIBYTE,
  sockets: Math.min(Math.floor(maxDescriptors() / 2), MOST_SOCKETS),
  files: 1024,
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
 * The limits of an embedder's object: its own properties, and defaults for the others.
 *
 * @throws OptionError if it is no object, or has an unknown property, or one that is not a number from 0 on
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
 * Refuses limits that cannot be enforced where a guest runs.
 *
 * @param where names the place, for the message
 * @throws OptionError if one of the names is given
 */
export function refuseLimits(given: Limits | undefined, names: readonly LimitName[], where: string): void {
  const own: Limits = { ...given };
  const wrong = names.find((name) => own[name] !== undefined);
  if (wrong !== undefined) throw new OptionError(`limits.${wrong}`, `none: nothing would enforce it ${where}`);
}
