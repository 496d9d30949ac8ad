import { RECEIVE_FLAGS, SEND_FLAGS } from '../generated/cases.ts';
import { type FlagTable, platform } from '../os/platform.ts';
import type { ReceiveFlags, SendFlags } from '../generated/wit-types.ts';

/** Flags as bits in the WIT's order: bit 0 is the first flag of the type, as in the canonical ABI. */
export type FlagBits = number;

/**
 * The system's `MSG_*` for every combination of a flag type, with `always` added. `null` for a combination with a flag that
 * the system lacks.
 */
function combinations<Flags>(
  names: readonly (keyof Flags)[],
  table: FlagTable<Flags>,
  always: number,
  emulated: readonly (keyof Flags)[] = [],
): (number | null)[] {
  const numbers = names.map((name) => (emulated.includes(name) ? 0 : table[name]));
  return Array.from({ length: 1 << numbers.length }, (_, bits) =>
    numbers.reduce<number | null>((sum, number, bit) => {
      if ((bits & (1 << bit)) === 0 || sum === null) return sum;
      return number === null ? null : sum | number;
    }, always),
  );
}

/** Flags of every send: it neither waits nor raises SIGPIPE. */
const ALWAYS_SEND = platform.MSG_DONTWAIT | (platform.MSG_NOSIGNAL ?? 0);

const SEND = combinations<SendFlags>(SEND_FLAGS, platform.sendFlags, ALWAYS_SEND, ['eof']);
const RECEIVE = combinations<ReceiveFlags>(RECEIVE_FLAGS, platform.receiveFlags, platform.MSG_DONTWAIT);

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
  return SEND[bits] ?? null;
}

/** The system's flags for a receive; `null` if it lacks one. */
export function receiveFlags(bits: FlagBits): number | null {
  return RECEIVE[bits] ?? null;
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
