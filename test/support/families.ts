// The families that one suite runs over.
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { temporaryDirectory } from './temporary.ts';

export type Family = 'inet' | 'inet6' | 'unix';

const hasInet6 = Object.values(networkInterfaces()).some((addresses) => addresses?.some((a) => a.address === '::1'));
if (!hasInet6) console.warn('IPv6 tests are left out: the loopback interface has no ::1');

export const INTERNET: readonly Family[] = hasInet6 ? ['inet', 'inet6'] : ['inet'];
export const FAMILIES: readonly Family[] = [...INTERNET, 'unix'];

/**
 * How a guest is joined to its host: by the direct linker, on a host that blocks or on one that suspends it where it
 * waits; or as a component, through `jco transpile` and what `wasock/host` gives.
 */
export type Linking = 'blocking' | 'suspending' | 'transpiled';

/** The Node that can suspend guests, where build.sh has installed it. */
export const NODE_26 = process.env['WASOCK_NODE26'];
if (NODE_26 === undefined) console.warn('tests of suspended guests are left out: there is no Node 26');

/** Each of them, as far as it is there. */
export const LINKINGS: readonly Linking[] = [
  'blocking',
  ...(NODE_26 === undefined ? [] : ['suspending' as const]),
  'transpiled',
];

/** One run of a suite: `over $family, $linking`. */
export interface Variant {
  readonly family: Family;
  readonly linking: Linking;
}

/** Each of the families with each way of linking. */
export function variants(families: readonly Family[]): Variant[] {
  return families.flatMap((family) => LINKINGS.map((linking) => ({ family, linking })));
}

/** The arguments of a guest for one case: the case, the family and, for unix, a free path. */
export function argumentsFor(testCase: string, family: Family): string[] {
  return family === 'unix' ? [testCase, family, join(temporaryDirectory(), 's')] : [testCase, family];
}
