// A component on this thread, whose time is over in the middle of a wait or between calls of its host. Of core modules:
// limits.test.ts.
import { describe, expect, test } from 'vitest';
import { LimitError, type Limits, runGuest } from 'wasock';
import { Command } from '../support/command-line.ts';
import { programOf } from '../support/everything.mjs';
import { NODE_26 } from '../support/families.ts';
import { pipe } from '../support/preview1.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { COMPONENTS } from './component-kill-rows.ts';

/** Those that call their host: nothing else is noticed on the thread that the guest has. */
const CALLING = COMPONENTS.filter(({ body }) => body.includes('(call $'));

/** Those that wait take no time of the processor. */
const BUSY = CALLING.filter(({ name }) => name.includes('without end'));

async function outcome({ before = '', body, memory }: (typeof COMPONENTS)[number], limits: Limits): Promise<unknown> {
  const wasm = await programOf({ body: `${before} ${body}`, ...(memory !== undefined && { memory }) });
  // Nobody writes to the one, nor reads the other.
  const [stdin, stdout] = [pipe()[0], pipe()[1]];
  const policy = { connect: ['127.0.0.1'], bind: ['127.0.0.1'] };
  const options = { limits, policy, stdin, stdout, onWarning() {}, onDenied() {} };
  return runGuest(wasm, options).catch((error: unknown) => error);
}

describe('runGuest ends by its time', () => {
  test.each(CALLING)('$name: wallTimeMs', async (row) => {
    const begun = performance.now();
    const error = await outcome(row, { wallTimeMs: 100 });
    expect(error).toBeInstanceOf(LimitError);
    expect(error).toMatchObject({ limit: 'wallTimeMs', value: 100 });
    // Far from an hour; a machine may have other things to do.
    expect(performance.now() - begun).toBeLessThan(10_000);
  });

  test.each(BUSY)('$name: cpuTimeMs', async (row) => {
    expect(await outcome(row, { cpuTimeMs: 50 })).toMatchObject({ limit: 'cpuTimeMs', value: 50 });
  });
});

test.skipIf(NODE_26 === undefined)('the same, suspended, beside each other (needs Node 26)', async () => {
  const directory = temporaryDirectory();
  const paths = await Promise.all(
    CALLING.map(async ({ before = '', body, memory }, index) => {
      const path = join(directory, `${index}.wasm`);
      writeFileSync(path, await programOf({ body: `${before} ${body}`, ...(memory !== undefined && { memory }) }));
      return path;
    }),
  );
  const script = fileURLToPath(new URL('node26/suspended-components.mjs', import.meta.url));
  const run = new Command(NODE_26 ?? '', ['--no-warnings', script, ...paths]);
  expect(await run.exited, run.stderr).toBe(0);
  const ends: unknown = JSON.parse(run.stdout);
  expect(ends).toEqual(CALLING.map(() => 'LimitError wallTimeMs'));
});
