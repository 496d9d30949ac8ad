import { cFunctions, Scratch } from './libc.ts';

const raw = cFunctions({ getrlimit: 'int getrlimit(int resource, uintptr_t limits)' });

/** RLIMIT_NOFILE of Linux on x64 and arm64; getrlimit(2). */
const RLIMIT_NOFILE = 7;

/** fs.nr_open by default: no process has more descriptors, whatever its limit says. */
const NR_OPEN = 1_048_576;

/** How many descriptors this process may have: its soft limit. */
export function maxDescriptors(): number {
  const limits = new Scratch(16);
  if (raw.getrlimit(RLIMIT_NOFILE, limits.address) !== 0) return NR_OPEN;
  return Math.min(Number(limits.view.getBigUint64(0, true)), NR_OPEN);
}
