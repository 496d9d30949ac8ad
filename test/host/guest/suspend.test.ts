import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { LinkError, runGuest } from 'wasock';
import { compiled } from '../../support/guest.ts';
import { temporaryDirectory } from '../../support/temporary.ts';
import { assemble, PAIR } from '../../support/wat.ts';

const node26 = process.env['WASOCK_NODE26'];
const CLIENT = fileURLToPath(new URL('../../../examples/tcp-client.ts', import.meta.url));
const HANDOVER = fileURLToPath(new URL('../../properties/guests/handover.ts', import.meta.url));
const SCRIPT = fileURLToPath(new URL('node26/suspended.mjs', import.meta.url));

test.skipIf(node26 === undefined)(
  'guests are suspended in socket_read while the event loop of their thread serves them (needs Node 26)',
  async () => {
    const path = join(temporaryDirectory(), 'guest.wasm');
    writeFileSync(path, await compiled(CLIENT));
    const { stdout } = await promisify(execFile)(node26 ?? '', ['--no-warnings', SCRIPT, path, '20']);
    const lines = stdout.trim().split('\n');
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({ codes: Array(20).fill(0), together: 20, ticked: true });
    expect(lines.slice(0, -1)).toEqual(Array(20).fill('answer'));
  },
);

test.skipIf(node26 === undefined)(
  'suspended guests of one thread hand each other sockets (needs Node 26)',
  async () => {
    const path = join(temporaryDirectory(), 'guest.wasm');
    writeFileSync(path, await compiled(HANDOVER));
    const script = fileURLToPath(new URL('node26/handover.mjs', import.meta.url));
    const { stdout } = await promisify(execFile)(node26 ?? '', ['--no-warnings', script, path]);
    expect(JSON.parse(stdout)).toEqual({
      answers: ['FALSE 22', '0', '6', '"across"', 'FALSE 22', '""'],
      codes: [0, 0],
    });
  },
);

test('a Node without JSPI says so', async () => {
  const outcome: unknown = await runGuest(await assemble({ body: PAIR }), { wait: 'suspend' }).catch((error) => error);
  const lacking = !('Suspending' in WebAssembly);
  expect(outcome instanceof LinkError).toBe(lacking);
});
