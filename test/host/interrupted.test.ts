// Signals, which end poll(2) with EINTR even where it does not wait: a profiler's, or a child's end.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { Scratch } from '#host/os/libc';
import { BlockingWaiter } from '#host/wait/blocking';
import { SuspendingWaiter } from '#host/wait/suspending';
import { createCancelHandle } from '#host/wait/cancel';
import { pipe } from '../support/preview1.ts';

const POLLIN = 1;

/**
 * Sends this process so many signals, each of which it handles.
 *
 * @returns a stream that ends with the last: of so many signals libuv loses some, and one of them may be the child's end
 */
function signals(count: number) {
  const ignore = () => {};
  process.on('SIGUSR2', ignore);
  onTestFinished(() => void process.off('SIGUSR2', ignore));
  const loop = `i=0; while [ $i -lt ${count} ]; do kill -USR2 ${process.pid}; i=$((i+1)); done`;
  return spawn('sh', ['-c', loop], { stdio: ['ignore', 'pipe', 'ignore'] }).stdout.resume();
}

test.each([
  ['blocks', () => new BlockingWaiter(createCancelHandle())],
  ['suspends', () => new SuspendingWaiter()],
])('a waiter that %s is not told of signals', async (_, make) => {
  const waiter = make();
  const scratch = new Scratch(16);
  const set = { address: scratch.address, words: new Int32Array(scratch.buffer), count: 1 };
  set.words[0] = pipe()[0];
  set.words[1] = POLLIN;
  const sender = signals(20_000);
  const ended = once(sender, 'end');
  const outcomes = new Set<number>();
  while (!sender.readableEnded) {
    for (let round = 0; round < 2000; round++) outcomes.add(await waiter.poll(set, 0));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await ended;
  expect([...outcomes]).toEqual([0]);
});
