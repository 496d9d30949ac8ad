import { POLL_EVENTS, RECEIVE_FLAGS, SEND_FLAGS, WATCH_MODE } from '../generated/cases.ts';
import { MODES } from '../os/epoll.ts';
import { type FlagTable, platform } from '../os/platform.ts';
import type { PollEvents, ReceiveFlags, SendFlags, WatchMode } from '../generated/wit-types.ts';

/** Flags as bits in the WIT's order: bit 0 is the first flag of the type, as in the canonical ABI. */
export type FlagBits = number;

/** The system's `MSG_*` for combinations of a flag type, each made when it is first asked for. */
class Combinations<Flags> {
  readonly #bits: readonly (number | null)[];
  readonly #always: number;
  readonly #made: (number | null | undefined)[];

  /**
   * @param always what is added to each
   * @param emulated the flags that the system does not see
   */
  constructor(
    names: readonly (keyof Flags)[],
    table: FlagTable<Flags>,
    always: number,
    emulated: readonly (keyof Flags)[] = [],
  ) {
    this.#bits = names.map((name) => (emulated.includes(name) ? 0 : table[name]));
    this.#always = always;
    this.#made = Array.from({ length: 1 << names.length });
  }

  /** `null` for a combination with a flag that the system lacks, or the type. */
  get(bits: FlagBits): number | null {
    const made = this.#made[bits];
    return made === undefined ? this.#make(bits) : made;
  }

  #make(bits: FlagBits): number | null {
    if (bits < 0 || bits >= this.#made.length) return null;
    const made = this.#bits.reduce<number | null>((sum, number, bit) => {
      if ((bits & (1 << bit)) === 0 || sum === null) return sum;
      return number === null ? null : sum | number;
    }, this.#always);
    this.#made[bits] = made;
    return made;
  }
}

/** Flags of every send: it neither waits nor raises SIGPIPE. */
const ALWAYS_SEND = platform.MSG_DONTWAIT | (platform.MSG_NOSIGNAL ?? 0);

const SEND = new Combinations<SendFlags>(SEND_FLAGS, platform.sendFlags, ALWAYS_SEND, ['eof']);
const RECEIVE = new Combinations<ReceiveFlags>(RECEIVE_FLAGS, platform.receiveFlags, platform.MSG_DONTWAIT);

/** The bit of a flag. @param names in the WIT's order */
function bitOf<Name>(names: readonly Name[], name: Name): FlagBits {
  return 1 << names.indexOf(name);
}

export const SEND_DONTWAIT = bitOf(SEND_FLAGS, 'dontwait');
export const SEND_ZEROCOPY = bitOf(SEND_FLAGS, 'zerocopy');
export const SEND_EOF = bitOf(SEND_FLAGS, 'eof');
export const RECEIVE_OOB = bitOf(RECEIVE_FLAGS, 'oob');
export const RECEIVE_DONTWAIT = bitOf(RECEIVE_FLAGS, 'dontwait');
export const RECEIVE_PEEK = bitOf(RECEIVE_FLAGS, 'peek');
export const RECEIVE_WAITALL = bitOf(RECEIVE_FLAGS, 'waitall');
export const RECEIVE_ERRQUEUE = bitOf(RECEIVE_FLAGS, 'errqueue');

/** The system's flags for a send; `null` if it lacks one. */
export function sendFlags(bits: FlagBits): number | null {
  return SEND.get(bits);
}

/** The system's flags for a receive; `null` if it lacks one. */
export function receiveFlags(bits: FlagBits): number | null {
  return RECEIVE.get(bits);
}

const POLL = new Combinations<PollEvents>(POLL_EVENTS, platform.pollEvents, 0);
const POLL_BITS = POLL_EVENTS.map((name, bit) => [platform.pollEvents[name] ?? 0, 1 << bit] as const);

/** The system's `POLL*`; `null` if it lacks one. */
export function pollNumbers(bits: FlagBits): number | null {
  return POLL.get(bits);
}

/** The bits of the system's `POLL*`. */
export function pollBits(numbers: number): FlagBits {
  let bits = 0;
  for (const [number, bit] of POLL_BITS) if ((numbers & number) !== 0) bits |= bit;
  return bits;
}

/** The system's `EPOLLET` and its sisters. */
export function modeNumbers(bits: FlagBits): number {
  return WATCH_MODE.reduce((sum, name, bit) => ((bits & (1 << bit)) === 0 ? sum : sum | MODES[name]), 0);
}

/** Flags by name. */
export function pollEventsOf(bits: FlagBits): PollEvents {
  return Object.fromEntries(POLL_EVENTS.map((name, bit) => [name, (bits & (1 << bit)) !== 0]));
}

/** The bits of flags by name. */
export function pollEventBits(flags: PollEvents): FlagBits {
  return flagBits(POLL_EVENTS, flags);
}

/** The bits of flags by name. */
export function watchModeBits(flags: WatchMode): FlagBits {
  return flagBits(WATCH_MODE, flags);
}

/** The bits of flags by name. */
export function sendFlagBits(flags: SendFlags): FlagBits {
  return flagBits(SEND_FLAGS, flags);
}

/** The bits of flags by name. */
export function receiveFlagBits(flags: ReceiveFlags): FlagBits {
  return flagBits(RECEIVE_FLAGS, flags);
}

function flagBits<Name extends string>(
  names: readonly Name[],
  flags: Readonly<Partial<Record<Name, boolean>>>,
): FlagBits {
  let bits = 0;
  for (const [bit, name] of names.entries()) if (flags[name]) bits |= 1 << bit;
  return bits;
}
