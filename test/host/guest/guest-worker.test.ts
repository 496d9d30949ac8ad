// Many guests in one worker, each suspended where it waits.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createGuestWorker, LinkError } from 'wasock';
import { canSuspend } from '#host/guest/promise-integration';

const node26 = process.env['WASOCK_NODE26'];

test.skipIf(node26 === undefined)('guests share a worker, suspended where they wait (needs Node 26)', async () => {
  const [script, plugin, listens] = ['node26/guest-worker.mjs', 'guests/plugin.ts', 'guests/listens.ts'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  const { stdout } = await promisify(execFile)(node26 ?? '', ['--no-warnings', script!, plugin!, listens!]);
  const called = [[1, 'hello', 2, 'Hello, a!'], [1, 2], 0, 0];
  expect(JSON.parse(stdout)).toEqual({
    calls: [...called, ...called],
    manyAtOnce: 1500,
    asks: [0, true],
    killsOneThatWaits: ['GuestKilled', 0, 0],
    killsOneAtItsEnd: [0],
    limits: ['LimitError', 0, 0],
    pool: Array(9).fill(1),
    killsOneThatComputes: ['GuestKilled', 'GuestCrashed', 'GuestCrashed', 'GuestCrashed'],
    timeOfOneThatComputes: ['LimitError', 'GuestCrashed'],
    closes: ['GuestKilled', 'GuestKilled'],
    refused: ['OptionError'],
  });
});

test.skipIf(canSuspend())('a Node without suspension refuses to make one', () => {
  expect(() => createGuestWorker()).toThrow(LinkError);
});
