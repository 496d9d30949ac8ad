// Where a guest is meant to differ from a native program, and why.

/**
 * @param {import('./steps.mjs').Step[]} steps
 * @param {number} at the call that differs
 */
const DIFFERENCES = [];

/** Whether a difference is one of those. */
export function isMeant(steps, at, native, guest) {
  return DIFFERENCES.some(({ is }) => is(steps[at], native, guest, steps.slice(0, at)));
}
