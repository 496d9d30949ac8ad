// Guests that are killed while they look up a name that nobody answers for.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { programOf } from '../support/everything.mjs';
import { hasOwnNetwork, inOwnNetwork } from '../support/own-network.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { assemble } from '../support/wat.ts';

const SCRIPT = fileURLToPath(new URL('lookups.mjs', import.meta.url));

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

/** Kills guests in the middle of lookups, then runs one more. @returns what that gave, and how long it took */
async function killed(
  isolation: 'worker' | 'process',
  count: number,
  lookup = lookingUp,
): Promise<{ code: number; ms: number }> {
  const directory = temporaryDirectory();
  const [resolver = '', stranger = '', friend = ''] = ['conf', 'stranger', 'friend'].map((name) =>
    join(directory, name),
  );
  writeFileSync(resolver, 'nameserver 127.0.0.1\n');
  writeFileSync(stranger, await lookup('stranger.example'));
  writeFileSync(friend, await lookup('friend'));
  const script = `mount --bind ${resolver} /etc/resolv.conf
    exec ${execPath} --no-warnings ${SCRIPT} ${isolation} ${count} ${stranger} ${friend}`;
  const command = inOwnNetwork(script, ['192.0.2.7 friend']);
  expect(await command.exited, command.stderr).toBe(0);
  return JSON.parse(command.stdout) as { code: number; ms: number };
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
