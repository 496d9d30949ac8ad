import { Worker } from 'node:worker_threads';
import type { Limits } from '../limits.ts';

/** What the thread is told: when to end the process, in milliseconds. */
export interface WatchdogData {
  readonly cpuTimeMs: number;
  readonly wallTimeMs: number;
}

/**
 * Ends this process by a signal if the guest on this thread has used up its time and has not reached an operation or a wait
 * that would have ended it. A thread of its own watches the clock.
 */
export function startWatchdog({ cpuTimeMs = Infinity, wallTimeMs = Infinity }: Limits): void {
  const workerData: WatchdogData = { cpuTimeMs, wallTimeMs };
  new Worker(new URL('../cli/watchdog-thread.js', import.meta.url), { workerData, execArgv: [] }).unref();
}
