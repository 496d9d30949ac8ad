// The limits of time of a guest in another process, as its starter measures them. The process measures them more exactly. But one
// that a guest has taken over does not.
import type { Bounds } from '../limits.ts';
import { processCpuMs } from '../os/thread-clock.ts';
import { LimitError } from '../trap.ts';

/** How often it is looked, in milliseconds. */
const PERIOD_MS = 250;

/** How long after its wall time a guest is ended from here, in milliseconds. */
const WALL_GRACE_MS = 1000;

/**
 * CPU time that a process takes besides that of its guest's thread, in milliseconds: what it takes to start, to compile each byte of
 * the binary, and for collecting garbage and compiling again while the guest runs, as a part of its time.
 */
const OTHER_CPU = { startMs: 5000, byteMs: 2000 / 2 ** 20, part: 1 } as const;

/**
 * Ends a guest when its time is long over.
 *
 * @param bytes of its binary
 * @param pid of the process that it has to itself; undefined if others are in there, whose CPU time is not told apart
 * @param end ends the guest; called until the timer is cleared
 * @returns the timer; undefined if there is no limit
 */
export function watchTime(
  { wallTimeMs, cpuTimeMs }: Bounds,
  bytes: number,
  pid: number | undefined,
  end: (reason: LimitError) => void,
): NodeJS.Timeout | undefined {
  if (wallTimeMs === Infinity && cpuTimeMs === Infinity) return undefined;
  const latest = performance.now() + wallTimeMs + WALL_GRACE_MS;
  const mostCpu = cpuTimeMs * (1 + OTHER_CPU.part) + OTHER_CPU.startMs + bytes * OTHER_CPU.byteMs;
  return setInterval(() => {
    if (performance.now() > latest) return end(new LimitError('wallTimeMs', wallTimeMs));
    if (pid === undefined || mostCpu === Infinity) return;
    if ((processCpuMs(pid) ?? 0) > mostCpu) end(new LimitError('cpuTimeMs', cpuTimeMs));
  }, PERIOD_MS);
}
