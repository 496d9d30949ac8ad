import { type FlagTable, platform } from '../os/platform.ts';
import type { ReceiveFlags, SendFlags } from '../wit-types.ts';

/** Flags as bits in the WIT's order: bit 0 is the first flag of the type. The canonical ABI passes them so. */
export type FlagBits = number;

/**
 * The system's `MSG_*` for every combination of a flag type, and `always`; `null` for one with a flag that the system
 * lacks.
 */
function combinations<Flags>(
  table: FlagTable<Flags>,
  always: number,
  emulated: readonly (keyof Flags)[] = [],
): (number | null)[] {
  const numbers = Object.entries<number | null>(table).map(([name, number]) =>
    emulated.includes(name as keyof Flags) ? 0 : number,
  );
  return Array.from({ length: 1 << numbers.length }, (_, bits) =>
    numbers.reduce<number | null>((sum, number, bit) => {
      if ((bits & (1 << bit)) === 0 || sum === null) return sum;
      return number === null ? null : sum | number;
    }, always),
  );
}

/** What the system is given with every send: it neither waits nor raises SIGPIPE. */
const ALWAYS_SEND = platform.MSG_DONTWAIT | (platform.MSG_NOSIGNAL ?? 0);

const SEND = combinations<SendFlags>(platform.sendFlags, ALWAYS_SEND, ['eof']);
const RECEIVE = combinations<ReceiveFlags>(platform.receiveFlags, platform.MSG_DONTWAIT);

/** The bit of a flag. */
function bitOf<Flags>(table: FlagTable<Flags>, name: keyof Flags): FlagBits {
  return 1 << Object.keys(table).indexOf(name as string);
}

export const SEND_DONTWAIT = bitOf<SendFlags>(platform.sendFlags, 'dontwait');
export const SEND_EOF = bitOf<SendFlags>(platform.sendFlags, 'eof');
export const RECEIVE_OOB = bitOf<ReceiveFlags>(platform.receiveFlags, 'oob');
export const RECEIVE_DONTWAIT = bitOf<ReceiveFlags>(platform.receiveFlags, 'dontwait');
export const RECEIVE_PEEK = bitOf<ReceiveFlags>(platform.receiveFlags, 'peek');
export const RECEIVE_WAITALL = bitOf<ReceiveFlags>(platform.receiveFlags, 'waitall');
export const RECEIVE_ERRQUEUE = bitOf<ReceiveFlags>(platform.receiveFlags, 'errqueue');

/** The system's flags of a send; `null` where it lacks one. */
export function sendFlags(bits: FlagBits): number | null {
  return SEND[bits] ?? null;
}

/** The system's flags of a receive; `null` where it lacks one. */
export function receiveFlags(bits: FlagBits): number | null {
  return RECEIVE[bits] ?? null;
}

/** The bits of flags by name. */
export function sendFlagBits(flags: SendFlags): FlagBits {
  return flagBits<SendFlags>(platform.sendFlags, flags);
}

/** The bits of flags by name. */
export function receiveFlagBits(flags: ReceiveFlags): FlagBits {
  return flagBits<ReceiveFlags>(platform.receiveFlags, flags);
}

function flagBits<Flags>(table: FlagTable<Flags>, flags: Flags): FlagBits {
  let bits = 0;
  for (const [bit, name] of Object.keys(table).entries()) if (flags[name as keyof Flags]) bits |= 1 << bit;
  return bits;
}
