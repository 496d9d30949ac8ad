// What ends a file of tests that one of them blocks.
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const THREAD = new URL('support/watchdog-thread.mjs', import.meta.url);

/** Starts the thread in a process of its own, for a limit in milliseconds, and goes on with a script. */
function watched(limitMs: number, script: string) {
  const program = `
    import { once } from 'node:events';
    import { Worker } from 'node:worker_threads';
    const turn = new Int32Array(new SharedArrayBuffer(8));
    const name = new TextEncoder().encode('this test');
    const watcher = new Worker(new URL('${THREAD}'), { workerData: { turn, name }, execArgv: [] });
    await once(watcher, 'message');
    turn[1] = ${limitMs};
    Atomics.add(turn, 0, 1);
    Atomics.notify(turn, 0);
    ${script}`;
  const { signal, status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program]);
  return { signal, status, stderr: stderr.toString() };
}

test('a thread that is blocked beyond its limit ends with its process, which says why', () => {
  expect(watched(50, 'Atomics.wait(turn, 1, 50);')).toEqual({
    signal: 'SIGKILL',
    status: null,
    stderr: "'this test' blocks its thread: the process ends\n",
  });
});

test('what ends before is left alone', () => {
  expect(watched(60_000, 'process.exit(7);')).toEqual({ signal: null, status: 7, stderr: '' });
});
