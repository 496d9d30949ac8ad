// A guest's limits, applied to its core modules.
import type { Bounds } from '../limits.ts';
import { LimitError } from '../trap.ts';
import { withFitNames } from '../wasm/name-section.ts';
import { boundModules, type Ceilings, type Extent } from '../wasm/bounded-module.ts';

/** What each limit counts, for messages. */
const THINGS: Readonly<Record<keyof Ceilings, string>> = {
  memory: 'bytes of memory',
  tableElements: 'elements of tables',
};

const COMPILED = 'compileModule, which takes the limits too, was not given them, and the module could have';

/**
 * Bounds the core modules of one guest: their memories and tables can grow to the limits and no further.
 *
 * @throws LimitError if they start with more than that; LinkError for an unknown form
 */
export function bounded(binaries: readonly Uint8Array[], limits: Bounds): { binary: Uint8Array; extent: Extent }[] {
  return boundModules(
    binaries.map(withFitNames),
    limits,
    (limit, initial) => new LimitError(limit, limits[limit], `the guest starts with ${initial} ${THINGS[limit]}`),
  );
}

/** @throws LimitError if a module was compiled for more than a guest may have */
export function checkExtent({ most }: Extent, limits: Bounds, subject = COMPILED): void {
  for (const limit of ['memory', 'tableElements'] as const) {
    if (most[limit] <= limits[limit]) continue;
    throw new LimitError(limit, limits[limit], `${subject} ${most[limit]} ${THINGS[limit]}`);
  }
}
