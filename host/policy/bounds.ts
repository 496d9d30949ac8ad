import type { SocketAddress } from '../wit-types.ts';

/**
 * How much of a name is looked at, in bytes or characters: no system has a longer one, so whatever is said of its
 * beginning, it is refused. A guest may have one of gigabytes, which would take a denial as much memory or more.
 */
export const LONGEST_NAME = 4096;

/** The address, with no more of a local name than is looked at. */
export function bounded(address: SocketAddress): SocketAddress {
  if (address.tag !== 'unix' || address.val.length <= LONGEST_NAME) return address;
  return { tag: 'unix', val: address.val.subarray(0, LONGEST_NAME) };
}
