import type { SocketAddress } from '../generated/wit-types.ts';

/**
 * How much of a name is examined, in bytes or characters. No system has a longer name, so a longer one is refused anyway. A
 * guest's name may have gigabytes, and a denial would take as much memory or more.
 */
export const LONGEST_NAME = 4096;

/** The address, with at most that much of a local name. */
export function bounded(address: SocketAddress): SocketAddress {
  if (address.tag !== 'unix' || address.val.length <= LONGEST_NAME) return address;
  return { tag: 'unix', val: address.val.subarray(0, LONGEST_NAME) };
}
