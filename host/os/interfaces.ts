/** Network interfaces: names, indexes and addresses. See if_nametoindex(3). */
import { networkInterfaces } from 'node:os';
import type { Ipv4Address } from '../generated/wit-types.ts';
import { errnoNumber } from './errno.ts';
import { cFunctions, errno, Scratch } from './libc.ts';
import { textOf } from './memory.ts';

/** `IF_NAMESIZE`, in bytes, the closing NUL included. */
const INTERFACE_NAME_SIZE = 16;

const raw = cFunctions({
  nameToIndex: 'unsigned int if_nametoindex(const char *name)',
  indexToName: 'uintptr_t if_indextoname(unsigned int index, uintptr_t name)',
});

const scratch = new Scratch(INTERFACE_NAME_SIZE);

/** The index, from 1, of an interface; minus the OS errno (ENODEV) if there is none of that name. */
export function interfaceIndex(name: string): number {
  if (textOf(name).includes('\0')) return -errnoNumber('enodev');
  const index = raw.nameToIndex(name);
  return index > 0 ? index : -errno();
}

/** The name of an interface; minus the OS errno (ENXIO) if there is none of that index. */
export function interfaceName(index: number): string | number {
  if (Number(raw.indexToName(index, scratch.address)) === 0) return -errno();
  const end = scratch.bytes.indexOf(0);
  return Buffer.from(scratch.bytes.subarray(0, end < 0 ? INTERFACE_NAME_SIZE : end)).toString();
}

/** The first IPv4 address of an interface; `undefined` if it is down or has none. */
export function interfaceInetAddress(index: number): Ipv4Address | undefined {
  const name = interfaceName(index);
  if (typeof name === 'number') return undefined;
  const found = networkInterfaces()[name]?.find((address) => address.family === 'IPv4');
  return found === undefined ? undefined : parse(found.address);
}

/** The index of the interface that has an IPv4 address; 0 for none. */
export function interfaceOfInetAddress(address: Ipv4Address): number {
  const text = address.join('.');
  for (const [name, addresses] of Object.entries(networkInterfaces())) {
    if (addresses?.some((own) => own.address === text)) return Math.max(0, interfaceIndex(name));
  }
  return 0;
}

function parse(text: string): Ipv4Address {
  const [a = 0, b = 0, c = 0, d = 0] = text.split('.').map(Number);
  return [a, b, c, d];
}
