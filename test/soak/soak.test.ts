// The soak of soak.mjs, for a short time: with few descriptors, and a name server that never answers.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { hasOwnNetwork, inOwnNetwork } from '../support/own-network.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const SOAK = fileURLToPath(new URL('soak.mjs', import.meta.url));
const SECONDS = 20;

/** MiB that the collector may be behind. */
const SLACK = 60;

test.skipIf(!hasOwnNetwork())(
  'guests that misbehave and are killed cost a guest that serves nothing, and leave nothing behind',
  { timeout: 120_000 },
  async () => {
    const resolver = join(temporaryDirectory(), 'resolv.conf');
    writeFileSync(resolver, 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n');
    const soak = [process.execPath, '--no-warnings', SOAK, '--lookups', '--json', '--seconds', String(SECONDS)];
    const command = inOwnNetwork(`mount --bind ${resolver} /etc/resolv.conf; ulimit -n 2048; exec ${soak.join(' ')}`);
    expect(await command.exited, command.stderr).toBe(0);
    const { failures, conversations, started, left, threads, memory } = JSON.parse(command.stdout);
    expect(failures).toEqual([]);
    expect(conversations).toBeGreaterThan(0);
    expect(started).toBeGreaterThan(0);
    expect(left).toEqual([]);
    expect(threads[1]).toBeLessThanOrEqual(threads[0]);
    expect(memory[1]).toBeLessThan(memory[0] + SLACK);
  },
);
