// For each file of tests: a test that blocks its thread, where vitest's own time limit cannot end it, ends the process,
// so that the run fails rather than waits for ever.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeEach } from 'vitest';

/** How much longer than its time limit a test may take, in milliseconds. */
const GRACE_MS = 10_000;

/** How much of a test's name is shown, in bytes. */
const NAME_SIZE = 256;

/** Goes up when a test begins, and when it ends; behind it, how long the test may take, in milliseconds. */
const turn = new Int32Array(new SharedArrayBuffer(8));
const name = new Uint8Array(new SharedArrayBuffer(NAME_SIZE));

const watcher = new Worker(new URL('watchdog-thread.mjs', import.meta.url), { workerData: { turn, name } });
watcher.unref();
// Tests count the process' descriptors: those of the thread are there before them.
await once(watcher, 'message');
// Files of the quick tier share a process.
afterAll(() => watcher.terminate());

beforeEach(({ task }) => {
  name.fill(0);
  new TextEncoder().encodeInto(task.fullName, name);
  next(task.timeout + GRACE_MS);
  return () => next(0);
});

function next(limitMs: number): void {
  Atomics.store(turn, 1, limitMs);
  Atomics.add(turn, 0, 1);
  Atomics.notify(turn, 0);
}
