import { cFunctions, errno } from './libc.ts';

const raw = cFunctions({ getrandom: 'intptr_t getrandom(uintptr_t address, size_t size, unsigned int flags)' });

/** Random bytes from the system: getrandom(2). @returns how many were written; or minus the system's errno */
export function randomBytes(address: number, size: number): number {
  const filled = raw.getrandom(address, size, 0);
  return filled < 0 ? -errno() : filled;
}
