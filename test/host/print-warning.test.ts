import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const PRINTER = fileURLToPath(new URL('print-warning.mjs', import.meta.url));

/** Starts a process that prints so many warnings, and waits until it is about to. */
async function printing(count: number) {
  const child = spawn(process.execPath, [PRINTER, String(count)], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return { child, exited: once(child, 'exit') };
}

test('warnings wait for room on a full standard error stream, and none is lost', async () => {
  const count = 20_000; // more than any pipe holds
  const { child, exited } = await printing(count);
  const lines = Array.from({ length: count }, (_, index) => `Warning: number ${index}\n`);
  expect((await text(child.stderr)) === lines.join('')).toBe(true);
  expect(await exited).toEqual([0, null]);
});

test('warnings that nobody reads any more are lost, and do no harm', async () => {
  const { child, exited } = await printing(20_000);
  child.stderr.destroy();
  expect(await exited).toEqual([0, null]);
});
