import { Worker } from 'node:worker_threads';
import type { Limits } from '../limits.ts';

/** What the thread is told: when to end the process, in milliseconds. */
export interface WatchdogData {
  readonly cpuTimeMs: number;
  readonly wallTimeMs: number;
}

/**
 * Ends this process when the guest on its thread has used up its time, and has not come to an operation or a wait that
 * would have ended it: by a signal, from a thread that looks at the clock.
 */
export function startWatchdog({ cpuTimeMs = Infinity, wallTimeMs = Infinity }: Limits): void {
  const workerData: WatchdogData = { cpuTimeMs, wallTimeMs };
  new Worker(new URL('./watchdog-thread.js', import.meta.url), { workerData, execArgv: [] }).unref();
}
