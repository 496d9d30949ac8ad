import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runGuest } from 'wasock';
import { compiled, openOutput } from '../../support/guest.ts';

const GUEST = fileURLToPath(new URL('guests/environment.ts', import.meta.url));

test.each([
  ['an empty environment', {}, []],
  ['what the embedder gives', { A: '1', EMPTY: '' }, ['A=1', 'EMPTY=']],
])('process.env of a guest in AssemblyScript is %s', async (_, env, lines) => {
  const { descriptor, lines: printed } = openOutput();
  const args = ['guest', 'größe', 'last'];
  expect(await runGuest(await compiled(GUEST), { args, env, stdout: descriptor })).toBe(0);
  expect(printed()).toEqual([...lines, 'größe', 'last']);
});
