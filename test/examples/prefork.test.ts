// Processes that accept from one listener, under load.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { runExample } from '../support/places.ts';
import { installed } from '../support/services.ts';

const PROCESSES = 4;

async function start(): Promise<{ url: string; printed: (pattern: RegExp) => Promise<RegExpExecArray> }> {
  const flags = [`--allow-fork=${PROCESSES}`, '--allow-bind', '127.0.0.1:0'];
  const command = await runExample('prefork', 'direct', flags, ['0', String(PROCESSES)]);
  const [, port] = await command.printed(/Listening on 127\.0\.0\.1:(\d+)\n/);
  return { url: `http://127.0.0.1:${port}`, printed: (pattern) => command.printed(pattern) };
}

/** The process that answers. */
async function ask(url: string): Promise<number> {
  const [, process] = /^process (\d+)\n$/.exec(await (await fetch(url)).text()) ?? [];
  return Number(process);
}

test.skipIf(!installed('wrk'))('prefork loses nothing of what wrk sends by 50 connections', async () => {
  const { url } = await start();
  const { stdout } = await promisify(execFile)('wrk', ['-t1', '-c50', '-d2s', url]);
  expect(stdout).toMatch(/ [1-9]\d* requests in /);
  expect(stdout).not.toMatch(/Socket errors|Non-2xx/);
});

test('a process that has ended is replaced, and what others serve goes on', async () => {
  const { url, printed } = await start();
  const before = new Set<number>();
  for (let round = 0; round < PROCESSES; round++) {
    const ended = await ask(`${url}/end`);
    expect(before).not.toContain(ended);
    before.add(ended);
    await printed(new RegExp(`process ${ended} has ended with 3\n`));
  }
  expect(before).not.toContain(await ask(url));
});
