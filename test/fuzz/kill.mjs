// Ends guests on the first thread that wait for what never comes: from another thread, as `kill()` of a spawned guest does.
// A guest is ended once it is seen in a system call that does not end, not after a time.
import { readFileSync, readSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { cancel, createCancelHandle } from '#host/wait/cancel';

/** The states of a run: nobody's, the guest's, the killer's. */
const IDLE = 0;
const RUNNING = 1;
const KILLING = 2;

/** How often to look, in milliseconds, and how long a guest may take that never waits. */
const LOOK_MS = 1;
const PATIENCE_MS = 500;

/** The numbers of epoll_wait(2) and epoll_pwait(2): there Node's own event loop waits, not a guest. */
const EVENT_LOOP = new Set(process.arch === 'arm64' ? ['22'] : ['232', '281']);

const STATE = 0;
const RUNS = 1;

/** A thread that ends what takes too long; a handle for the waiter of the guests. */
export class Killer {
  /** Used again and again: a guest's host looks at it, and waits for it. */
  handle = createCancelHandle();
  kills = 0;
  #words = new Int32Array(new SharedArrayBuffer(8));
  #thread;

  constructor() {
    this.#thread = new Worker(new URL(import.meta.url), {
      workerData: { words: this.#words, handle: this.handle, isKiller: true },
      execArgv: [],
    });
    this.#thread.unref();
  }

  /** Says that a guest begins. */
  begin() {
    Atomics.add(this.#words, RUNS, 1);
    Atomics.store(this.#words, STATE, RUNNING);
    Atomics.notify(this.#words, STATE);
  }

  /** Says that it has ended, by whatever. The handle is fit for the next one then. */
  end() {
    if (Atomics.compareExchange(this.#words, STATE, RUNNING, IDLE) !== RUNNING) {
      Atomics.wait(this.#words, STATE, KILLING);
      this.kills++;
      readSync(this.handle.fd, new Uint8Array(8));
      Atomics.store(this.handle.flag, 0, 0);
    }
  }

  async close() {
    await this.#thread.terminate();
  }
}

/** @param {{ words: Int32Array, handle: import('#host/wait/cancel').CancelHandle }} data */
function watch({ words, handle }) {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (;;) {
    Atomics.wait(words, STATE, IDLE);
    const run = Atomics.load(words, RUNS);
    const until = performance.now() + PATIENCE_MS;
    let before = '';
    for (;;) {
      Atomics.wait(pause, 0, 0, LOOK_MS);
      if (Atomics.load(words, RUNS) !== run || Atomics.load(words, STATE) !== RUNNING) break;
      const now = systemCall();
      const isBlocked = now === before && now !== 'running' && !EVENT_LOOP.has(now.split(' ')[0]);
      before = now;
      if (!isBlocked && performance.now() < until) continue;
      if (Atomics.compareExchange(words, STATE, RUNNING, KILLING) !== RUNNING) break;
      cancel(handle);
      Atomics.store(words, STATE, IDLE);
      Atomics.notify(words, STATE);
    }
  }
}

/** The system call in which the process' first thread is, with its arguments: proc(5). */
function systemCall() {
  try {
    return readFileSync(`/proc/self/task/${process.pid}/syscall`, 'utf8').trim();
  } catch {
    // The guests have taken all descriptors: only time tells.
    return 'running';
  }
}

const { workerData } = await import('node:worker_threads');
if (workerData?.isKiller) watch(workerData);
