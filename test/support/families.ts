// The families that one suite runs over.
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { temporaryDirectory } from './temporary.ts';

export type Family = 'inet' | 'inet6' | 'unix';

const hasInet6 = Object.values(networkInterfaces()).some((addresses) => addresses?.some((a) => a.address === '::1'));
if (!hasInet6) console.warn('IPv6 tests are left out: the loopback interface has no ::1');

export const INTERNET: readonly Family[] = hasInet6 ? ['inet', 'inet6'] : ['inet'];
export const FAMILIES: readonly Family[] = [...INTERNET, 'unix'];

/** How a guest is joined to its host: by the direct linker, or as a component through jco's transpile. */
export type Linking = 'linked' | 'transpiled';

/** One run of a suite: `over $family, $linking`. */
export interface Variant {
  readonly family: Family;
  readonly linking: Linking;
}

/** Each of the families with each way of linking. */
export function variants(families: readonly Family[]): Variant[] {
  return families.flatMap((family) => [
    { family, linking: 'linked' },
    { family, linking: 'transpiled' },
  ]);
}

/** The arguments of a guest for one case: the case, the family and, for unix, a free path. */
export function argumentsFor(testCase: string, family: Family): string[] {
  return family === 'unix' ? [testCase, family, join(temporaryDirectory(), 's')] : [testCase, family];
}
