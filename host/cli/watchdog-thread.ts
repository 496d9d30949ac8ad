// The thread that watchdog.ts starts. It loads nothing native, because the process may end in the middle of loading.
import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import type { WatchdogData } from './watchdog.ts';

const { cpuTimeMs, wallTimeMs } = workerData as WatchdogData;

/** How long a guest may take to reach an operation, in milliseconds. Ending it there is better than a signal. */
const GRACE_MS = 200;

/** The longest and the shortest time until the next check, in milliseconds. */
const LONGEST_MS = 2 ** 31 - 1;
const SOON_MS = 10;

const started = performance.now();

function look(): void {
  const wallLeft = wallTimeMs + GRACE_MS - (performance.now() - started);
  const { user, system } = process.cpuUsage();
  // In microseconds, of the whole process: it has one guest.
  const cpuLeft = cpuTimeMs + GRACE_MS - (user + system) / 1000;
  if (wallLeft <= 0) end('wallTimeMs', wallTimeMs);
  else if (cpuLeft <= 0) end('cpuTimeMs', cpuTimeMs);
  else setTimeout(look, Math.min(wallLeft, Math.max(cpuLeft, SOON_MS), LONGEST_MS));
}

function end(limit: string, value: number): void {
  writeSync(2, `wasock: the guest reached a limit: limits.${limit} is ${value}: it does nothing but compute\n`);
  process.kill(process.pid, 'SIGKILL');
}

look();
