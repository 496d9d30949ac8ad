// Event sets of a guest that waits suspended are watched by the set that the event loop watches. The system bounds how deep sets are in
// each other and how many have a socket; where it is the event loop that it refuses, libuv ends the process.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const SCRIPT = fileURLToPath(new URL('nested-sets.mjs', import.meta.url));

test.each([
  [4, 1],
  [5, 1],
  [2, 30],
  [3, 30],
])('sets that are %i deep, and %i that have the socket, are waited for', async (depth, width) => {
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, String(depth), String(width)]);
  expect(JSON.parse(stdout)).toEqual([0, true]);
});
