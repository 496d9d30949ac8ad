// What this process has open.
import { readdirSync, readlinkSync } from 'node:fs';

/** Every open descriptor with what it refers to, as `7 -> socket:[1234]`, in the order of the numbers. */
export function openDescriptors(): string[] {
  const numbers = readdirSync('/proc/self/fd').map(Number);
  return numbers.sort((a, b) => a - b).flatMap(describe);
}

/** The sockets among them: what a guest may leak even while the test runner opens files of its own. */
export function openSockets(): string[] {
  return openDescriptors().filter((descriptor) => descriptor.includes('socket:'));
}

/** The descriptor that lists the directory is gone by the time it is asked about. */
function describe(number: number): string[] {
  try {
    return [`${number} -> ${readlinkSync(`/proc/self/fd/${number}`)}`];
  } catch {
    return [];
  }
}
