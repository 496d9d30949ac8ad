// Where a guest is meant to differ from a native program, and why.
import { isUrgent } from './steps.mjs';

/**
 * What may differ: `is` is told the call, what it gave natively and to the guest, and the calls before it.
 *
 * @typedef {import('./steps.mjs').Step} Step
 * @type {{ why: string, is(step: Step, native: string, guest: string, before: Step[]): boolean }[]}
 */
const DIFFERENCES = [
  {
    why: 'FIONREAD counts what a look gives (MSG_PEEK), which goes beyond urgent data; Linux counts up to it',
    is: ({ call }, native, guest, before) => call === 'waiting' && before.some(isUrgent),
  },
];

/** Whether a difference is one of those. @param {Step[]} steps @param {number} at the call that differs */
export function isMeant(steps, at, native, guest) {
  return DIFFERENCES.some(({ is }) => is(steps[at], native, guest, steps.slice(0, at)));
}
