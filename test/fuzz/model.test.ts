// Sequences of calls by two guests, against the same by two programs of the system's: errno by errno, byte by byte.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { hasCompiler } from '../support/c-compiler.ts';
import { hasWasiCompiler } from '../support/c-guests.ts';
import { comparison, shown } from './model/run.mjs';
import { OWN_NETWORK } from './start.mjs';

const CASES = new URL('cases/', import.meta.url);

const SEED = 9;

const may = hasCompiler && hasWasiCompiler && OWN_NETWORK.length > 0;
if (!may)
  console.warn('guests are not compared with native programs: that needs gcc, clang with wasi-libc, unshare and ip');

test.skipIf(!may)('300 sequences of 40 calls give guests what they give native programs', async () => {
  const found = await comparison({ seed: SEED, sequences: 300 });
  expect(shown(found)).toEqual([]);
});

test.skipIf(!may)('and 60 what they give components', async () => {
  const found = await comparison({ seed: SEED, sequences: 60, target: 'component' });
  expect(shown(found)).toEqual([]);
});

const cases = readdirSync(CASES).filter((name) => name.startsWith('model-'));

test.skipIf(!may || cases.length === 0).each(cases)('what differed once is the same: %s', async (name) => {
  const { model } = JSON.parse(readFileSync(new URL(name, CASES), 'utf8'));
  const found = await comparison({ seed: 0, sequences: 1, replay: model });
  expect(shown(found)).toEqual([]);
});
