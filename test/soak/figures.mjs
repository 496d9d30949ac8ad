// What a process holds: proc(5).
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Descriptors, threads, and resident memory in MiB, of this process; undefined where it has no descriptor left to look. */
export function figures() {
  try {
    const status = readFileSync('/proc/self/status', 'utf8');
    const field = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
    return {
      descriptors: readdirSync('/proc/self/fd').length,
      threads: field('Threads'),
      memory: Math.round(field('VmRSS') / 1024),
    };
  } catch (error) {
    if (error.code === 'EMFILE') return undefined;
    throw error;
  }
}

/** What each descriptor of this process is: a path, or a kind and the number that the system gave it. */
export function descriptors() {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)];
    } catch {
      return []; // The one that the folder was read by.
    }
  });
}

/** What there is more of than before. */
export function newOf(before, after) {
  const left = [...after];
  for (const one of before) {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
  }
  return left;
}

/** The middle one. */
export const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Numbers from 0 to 1 that a seed gives: mulberry32. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
