// Programs that fork print what a real PHP with its extensions pcntl, posix and sockets printed: php/NAME.txt.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createGuestProcess, type PolicyRules, spawnGuest } from 'wasock';
import { openSockets } from '../support/descriptors.ts';
import { compiled, openOutput } from '../support/guest.ts';

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The programs, the codes that they end with, and where each runs. */
const PROGRAMS = {
  wait: { code: 42, places: ['worker', 'process'] },
  share: { code: 0, places: ['worker'] },
  many: { code: 0, places: ['worker', 'room'] },
} as const;

const POLICY: PolicyRules = { fork: 8, bind: ['127.0.0.1'], connect: ['127.0.0.1', 'unix:/nowhere/*'] };

/** What PHP prints; undefined if this machine has no such PHP. */
function php(name: string): string | undefined {
  const { stdout } = spawnSync('php', ['-r', "echo PHP_VERSION, extension_loaded('pcntl') ? ' pcntl' : '';"]);
  if (!/^8\.2\..* pcntl$/.test(String(stdout))) return undefined;
  return String(spawnSync('php', [file(`php/${name}.php`)]).stdout);
}

describe.each(Object.entries(PROGRAMS))('%s', (name, { code, places }) => {
  test.each(places)('in a %s', async (place) => {
    const output = openOutput();
    const before = openSockets();
    const streams = { stdout: output.descriptor };
    const room = place === 'room' ? createGuestProcess(streams) : undefined;
    onTestFinished(() => room?.close());
    const isolation = place === 'room' ? room! : place;
    const guest = spawnGuest(await compiled(file(`guests/${name}.ts`)), {
      policy: POLICY,
      isolation,
      ...(room === undefined && streams),
    });
    onTestFinished(() => guest.kill());
    expect(await guest.exited).toBe(code);
    expect(output.lines()).toEqual(
      readFileSync(file(`php/${name}.txt`), 'utf8')
        .split('\n')
        .slice(0, -1),
    );
    await room?.close();
    expect(openSockets()).toEqual(before);
  });

  test('PHP does the same again', (context) => {
    const printed = php(name);
    context.skip(printed === undefined, 'no PHP 8.2 with pcntl');
    expect(printed).toBe(readFileSync(file(`php/${name}.txt`), 'utf8'));
  });
});
