// Guests that are killed while they look up a name that nobody answers for, and guests that give such lookups up.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { compiled } from '../support/guest.ts';
import { programOf } from '../support/everything.mjs';
import { NODE_26 } from '../support/families.ts';
import { hasOwnNetwork, inOwnNetwork } from '../support/own-network.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { assemble } from '../support/wat.ts';

/** A guest that exits with 7 if it has found a name. */
async function lookingUp(name: string): Promise<Uint8Array> {
  const zeros = '(i32.const 0) '.repeat(9);
  return assemble({
    imports: '(import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))',
    // The guest's strings are UTF-16.
    more: `(data (i32.const 100) "${Array.from(name, (character) => `${character}\\00`).join('')}")`,
    body: `(call $lookup-address (i32.const 1) (i32.const 100) (i32.const ${name.length}) ${zeros} (i32.const 500))
      (if (i32.eqz (i32.load8_u (i32.const 500))) (then (call $exit (i32.const 7))))`,
  });
}

/** A component that exits with 1 if it has found a name: WASI 0.2 has no other code that is not 0. */
async function lookingUpByWasi(name: string): Promise<Uint8Array> {
  const at = (result: number) => `(i32.const ${result})`;
  return programOf({
    more: `(data (i32.const 100) "${name}")`,
    body: `
      (call $ip-name-lookup/resolve-addresses (call $instance-network/instance-network) ${at(100)} (i32.const ${name.length}) ${at(500)})
      (if (i32.load8_u ${at(500)}) (then (return (i32.const 0))))
      (local.set $a (i32.load ${at(504)}))
      (call $poll/pollable.block (call $ip-name-lookup/resolve-address-stream.subscribe (local.get $a)))
      (call $ip-name-lookup/resolve-address-stream.resolve-next-address (local.get $a) ${at(600)})
      (if (i32.eqz (i32.load8_u ${at(600)})) (then (return (i32.load8_u ${at(602)}))))`,
  });
}

/** A component that starts to look up a name so many times, and gives each lookup up after the last has started. */
async function givingUp(name: string, count: number): Promise<Uint8Array> {
  const each = (body: string): string =>
    `(local.set $a (i32.const 0)) (loop $again ${body}
      (br_if $again (i32.lt_u (local.tee $a (i32.add (local.get $a) (i32.const 1))) (i32.const ${count}))))`;
  const result = '(i32.add (i32.const 1000) (i32.mul (local.get $a) (i32.const 8)))';
  return programOf({
    more: `(data (i32.const 100) "${name}")`,
    body: `
      ${each(`(call $ip-name-lookup/resolve-addresses
        (call $instance-network/instance-network) (i32.const 100) (i32.const ${name.length}) ${result})`)}
      ${each(`(call $ip-name-lookup/drop-resolve-address-stream (i32.load offset=4 ${result}))`)}`,
  });
}

/** Runs a script of this directory where the name server is this machine, and `friend` has an address. @returns what it prints */
async function runScript<T>(script: string, args: readonly (string | number)[], node = execPath): Promise<T> {
  const resolver = join(temporaryDirectory(), 'conf');
  writeFileSync(resolver, 'nameserver 127.0.0.1\n');
  const command = inOwnNetwork(
    `mount --bind ${resolver} /etc/resolv.conf
    exec ${node} --no-warnings ${fileURLToPath(new URL(script, import.meta.url))} ${args.join(' ')}`,
    ['192.0.2.7 friend'],
  );
  expect(await command.exited, command.stderr).toBe(0);
  return JSON.parse(command.stdout) as T;
}

/** A file of a test's with a guest. */
async function fileOf(guest: Promise<Uint8Array>): Promise<string> {
  const path = join(temporaryDirectory(), 'guest.wasm');
  writeFileSync(path, await guest);
  return path;
}

/** Kills guests in the middle of lookups, then runs one more. @returns what that gave, and how long it took */
async function killed(
  isolation: 'worker' | 'process',
  count: number,
  lookup = lookingUp,
): Promise<{ code: number; ms: number }> {
  const [stranger, friend] = [await fileOf(lookup('stranger.example')), await fileOf(lookup('friend'))];
  return runScript('lookups.mjs', [isolation, count, stranger, friend]);
}

describe.skipIf(!hasOwnNetwork())('guests that are killed in the middle of a lookup', () => {
  test('keep nobody waiting who is in another process', async () => {
    const { code, ms } = await killed('process', 24);
    expect(code).toBe(7);
    // A thread that asks a name server which does not answer asks again after 5 seconds.
    expect(ms).toBeLessThan(4000);
  });

  test('that is WASI’s keep nobody waiting who is in another process, either', async () => {
    const { code, ms } = await killed('process', 8, lookingUpByWasi);
    expect(code).toBe(1);
    expect(ms).toBeLessThan(4000);
  });

  test('that is WASI’s are given up in threads, too', async () => {
    expect(await killed('worker', 8, lookingUpByWasi)).toMatchObject({ code: 1 });
  });

  test('in threads leave the process and its other guests alive: a lookup waits until theirs are given up', async () => {
    expect(await killed('worker', 30)).toMatchObject({ code: 7 });
  });
});

describe.skipIf(!hasOwnNetwork())('lookups that a guest gives up', () => {
  test('count until their threads are free: a guest takes no more threads than it may', async () => {
    const args = [1, await fileOf(givingUp('stranger.example', 30)), await fileOf(lookingUp('friend'))];
    const { ms, ...outcome } = await runScript<{ ms: number }>('given-up-lookups.mjs', args);
    expect(outcome).toEqual({ ended: 0, current: 1, code: 7 });
    expect(ms).toBeLessThan(4000);
  });

  test('count no more where no thread had begun with them', async () => {
    const args = [30, await fileOf(givingUp('stranger.example', 25))];
    // A process has twenty threads for lookups.
    expect(await runScript('given-up-lookups.mjs', args)).toMatchObject({ ended: 0, current: 20 });
  });

  test('count also where a process of the guest has ended', async () => {
    const guest = compiled(fileURLToPath(new URL('../processes/guests/ways.ts', import.meta.url)));
    expect(await runScript('left-lookups.mjs', [await fileOf(guest)])).toEqual({ code: 3, asked: 1 });
  });

  test('count also where its time was over', async () => {
    expect(await runScript('php-lookups.mjs', [])).toEqual({ limit: 'wallTimeMs', current: 1 });
  });
});

test.skipIf(NODE_26 === undefined || !hasOwnNetwork())(
  'suspended guests are ended in a lookup when their time is over, and leave Node’s threads alone (needs Node 26)',
  async () => {
    const args = [await fileOf(lookingUp('stranger.example'))];
    const { ms, ends } = await runScript<{ ms: number; ends: unknown[] }>(
      'node26/suspended-lookups.mjs',
      args,
      NODE_26,
    );
    const ended = { limit: 'wallTimeMs', isRead: true };
    expect(ends).toEqual([ended, ended, ended, ended]);
    expect(ms).toBeLessThan(4000);
  },
);
