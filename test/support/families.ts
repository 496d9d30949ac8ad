// The families that one suite runs over.
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { IS_QUICK } from '../tiers.ts';
import { temporaryDirectory } from './temporary.ts';

export type Family = 'inet' | 'inet6' | 'unix';

const hasInet6 = Object.values(networkInterfaces()).some((addresses) => addresses?.some((a) => a.address === '::1'));
if (!hasInet6) console.warn('IPv6 tests are left out: the loopback interface has no ::1');

export const INTERNET: readonly Family[] = hasInet6 ? ['inet', 'inet6'] : ['inet'];
export const FAMILIES: readonly Family[] = [...INTERNET, 'unix'];

/**
 * How a guest is joined to its host: as a core module by the direct linker, or as a component by the linker of components,
 * each on a host that blocks or on one that suspends it where it waits; or through `jco transpile` and what `wasock/host` gives.
 */
export type Linking = 'blocking' | 'suspending' | 'component' | 'suspended component' | 'transpiled';

/** The Node that can suspend guests, where build.sh has installed it. */
export const NODE_26 = process.env['WASOCK_NODE26'];
if (NODE_26 === undefined && !IS_QUICK) console.warn('tests of suspended guests are left out: there is no Node 26');

/** Each of them, as far as it is there; in the quick tier the direct linker alone. */
export const LINKINGS: readonly Linking[] = IS_QUICK
  ? ['blocking']
  : (['blocking', 'suspending', 'component', 'suspended component', 'transpiled'] as const).filter(
      (linking) => NODE_26 !== undefined || !isSuspending(linking),
    );

/** Whether it needs Node 26. */
export function isSuspending(linking: Linking): boolean {
  return linking === 'suspending' || linking === 'suspended component';
}

/** Linkings that run over the first of a suite's families only: a component's values cross in one way, whatever the family. */
const OVER_ONE_FAMILY: ReadonlySet<Linking> = new Set(['component', 'suspended component']);

/** One run of a suite: `over $family, $linking`. */
export interface Variant {
  readonly family: Family;
  readonly linking: Linking;
}

/** Each of the families with each way of linking that runs over it. */
export function variants(families: readonly Family[]): Variant[] {
  const all = families.flatMap((family) => LINKINGS.map((linking) => ({ family, linking })));
  return all.filter(({ family, linking }) => family === families[0] || !OVER_ONE_FAMILY.has(linking));
}

/** The arguments of a guest for one case: the case, the family and, for unix, a free path. */
export function argumentsFor(testCase: string, family: Family): string[] {
  return family === 'unix' ? [testCase, family, join(temporaryDirectory(), 's')] : [testCase, family];
}
