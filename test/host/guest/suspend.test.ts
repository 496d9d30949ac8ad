import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { LinkError, runGuest } from 'wasock';
import { compiled } from '../../support/guest.ts';
import { temporaryDirectory } from '../../support/temporary.ts';
import { assemble, FIRST, PAIR, SECOND } from '../../support/wat.ts';

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

test.skipIf(node26 === undefined)(
  'guests are suspended by their standard streams, and only where they wait (needs Node 26)',
  async () => {
    const script = fileURLToPath(new URL('node26/streams.mjs', import.meta.url));
    const { stdout } = await promisify(execFile)(node26 ?? '', ['--no-warnings', script]);
    expect(JSON.parse(stdout)).toEqual({
      write: { outcome: 0, ticked: true },
      drained: 1_000_000,
      lines: 'aaaa\naaaa\naaaa\n',
      input: { outcome: 42, ticked: true },
    });
  },
);

test.skipIf(node26 === undefined)(
  'a guest writes in a function that its host calls; one that waits there is ended (needs Node 26)',
  async () => {
    // The host asks cabi_realloc for room for what it has received.
    const receives = `${PAIR}
      (call $send ${SECOND} (i32.const 512) (i32.const 4) (i32.const 0) (i32.const 4096))
      (call $receive ${FIRST} (i32.const 4) (i32.const 0) (i32.const 4096))`;
    const imports = `
      (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
      (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))`;
    const buffer = '(i32.store (i32.const 0) (i32.const 64)) (i32.store (i32.const 4) (i32.const 1))';
    const realloc = (body: string) =>
      `(func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) ${buffer} ${body} (i32.const 8192))`;
    const call = (name: string, fd: number) =>
      `(drop (call $${name} (i32.const ${fd}) (i32.const 0) (i32.const 1) (i32.const 8)))`;
    const outcome = async (body: string): Promise<string> => {
      const path = join(temporaryDirectory(), 'guest.wasm');
      writeFileSync(path, await assemble({ imports, body: receives, realloc: realloc(body) }));
      const script = fileURLToPath(new URL('node26/outcome.mjs', import.meta.url));
      return (await promisify(execFile)(node26 ?? '', ['--no-warnings', script, path])).stdout;
    };
    expect(await outcome(call('write', 2))).toBe('0\n');
    expect(await outcome(`(loop $again try ${call('read', 0)} catch_all end (br $again))`)).toBe('GuestTrap\n');
    expect(await outcome(`try ${call('read', 0)} catch_all end`)).toBe('GuestTrap\n');
  },
);

test('a Node that cannot suspend guests says so', async () => {
  const outcome: unknown = await runGuest(await assemble({ body: PAIR }), { wait: 'suspend' }).catch((error) => error);
  expect(outcome instanceof LinkError).toBe(Number(process.versions.node.split('.')[0]) < 26);
});
