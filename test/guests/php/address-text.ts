// Addresses of lookups, as transcript.ts shows values.
import { AddressInfo, AddressInfoExplained } from 'wasock';
import { keyedText, textText } from './transcript';

/** The names that addresses have, at their places in `named`: those of the variables that first held them. */
const named: AddressInfo[] = [];
const names: string[] = [];

export function nameAddress(address: AddressInfo | null, name: string): void {
  if (address === null || named.includes(address)) return;
  named.push(address);
  names.push(name);
}

export function addressText(address: AddressInfo | null): string {
  if (address === null) return 'FALSE';
  const at = named.indexOf(address);
  return at < 0 ? 'AddressInfo' : '$' + names[at];
}

export function addressesText(addresses: AddressInfo[] | null): string {
  if (addresses === null) return 'FALSE';
  return '[' + addresses.map<string>((address) => addressText(address)).join(', ') + ']';
}

export function explainedText(explained: AddressInfoExplained | null): string {
  if (explained === null) return 'FALSE';
  const pairs = [
    'ai_flags', explained.ai_flags.toString(), 'ai_family', explained.ai_family.toString(), 'ai_socktype',
    explained.ai_socktype.toString(), 'ai_protocol', explained.ai_protocol.toString(),
  ];
  const name = explained.ai_canonname;
  if (name !== null) pairs.push('ai_canonname'), pairs.push(textText(name));
  const where = explained.ai_addr;
  const inet = where.sin_addr;
  const inet6 = where.sin6_addr;
  const place: string[] = inet !== null
    ? ['sin_port', where.sin_port.toString(), 'sin_addr', textText(inet)]
    : inet6 !== null
    ? ['sin6_port', where.sin6_port.toString(), 'sin6_addr', textText(inet6)]
    : [];
  pairs.push('ai_addr');
  pairs.push(keyedText(place));
  return keyedText(pairs);
}
