import { GuestTrap } from '../trap.ts';

/**
 * The case at a position.
 *
 * @param cases in the WIT's order: a list of generated/cases.ts
 * @throws GuestTrap if there is none
 */
export function caseAt<T>(cases: readonly T[], position: number): T {
  // Turned into an index: an array also has properties with other names.
  const found = cases[position >>> 0];
  if (found === undefined) throw new GuestTrap(`there is no case ${position}: the type has ${cases.length}`);
  return found;
}
