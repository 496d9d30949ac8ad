// netcat, as it is, beside itself as gcc compiles it.
import { kill } from 'node:process';
import { beforeAll, describe, expect, test } from 'vitest';
import { bothWays, hasWasiCompiler } from '../support/c-guests.ts';
import { compiled, type CProgram } from '../support/c-program.ts';
import { Command, MAIN } from '../support/command-line.ts';
import { fetched } from '../support/debian-source.ts';
import { freePort } from '../support/peer.ts';

const NETCAT: CProgram = {
  name: 'netcat',
  builds: 'netcat-traditional',
  archive: 'netcat_1.10.orig.tar.bz2',
  sha256: '64913dc3f0b4a96c3ab04d062d84f28ba6854152c94344e3985458b2aebca3d5',
  files: ['netcat.c'],
  // It is older than <unistd.h>, which it does not include.
  flags: () => [
    '-O2',
    '-DLINUX',
    ...['unistd.h', 'stdlib.h', 'time.h', 'resolv.h'].flatMap((name) => ['-include', name]),
  ],
  native: ['-lresolv'],
};

const archive = hasWasiCompiler ? fetched(NETCAT) : undefined;

describe.skipIf(archive === undefined)('netcat, unmodified', () => {
  /** netcat with these arguments and this input, by each compiler. */
  let ways: Record<'core' | 'component' | 'native', (args: string[], input?: string) => Command>;

  beforeAll(async () => {
    const { guest, native } = await compiled(NETCAT, archive ?? '');
    const [core, component] = await bothWays(guest);
    const asGuest = (path: string) => (args: string[], input?: string) =>
      new Command(
        process.execPath,
        [MAIN, 'run', path, '--allow-bind=127.0.0.1,0.0.0.0', '--allow-connect=127.0.0.1', '--', ...args],
        input,
      );
    ways = {
      core: asGuest(core),
      component: asGuest(component),
      native: (args, input) => new Command(native, args, input),
    };
  }, 60_000);

  const PAIRS = [
    ['core', 'native'],
    ['native', 'core'],
    ['core', 'core'],
    ['component', 'component'],
    ['native', 'native'],
  ] as const;

  test.each(PAIRS)('a server (%s) and a client (%s): each prints what the other reads', async (server, client) => {
    const port = String(await freePort());
    const listening = ways[server](['-v', '-n', '-l', '-p', port], 'from the server\n');
    await listening.printed(/listening on/, 'stderr');
    const connected = ways[client](['-v', '-n', '127.0.0.1', port], 'from the client\n'.repeat(1000));
    await connected.printed(/^from the server\n$/);
    expect(connected.stderr).toBe(`(UNKNOWN) [127.0.0.1] ${port} (?) open\n`);
    await listening.printed(/^(from the client\n){1000}$/);
    // It does not end before its peer does, nor does its peer.
    kill(connected.pid, 'SIGKILL');
    expect(await listening.exited).toBe(0);
    expect(listening.stderr).toMatch(/connect to \[127\.0\.0\.1\] from \(UNKNOWN\) \[127\.0\.0\.1\] \d+\n$/);
  });

  test.each(['core', 'component', 'native'] as const)(
    'scanning ports: which are open and which are not (%s)',
    async (way) => {
      const [open, closed] = [await freePort(), await freePort()];
      const listening = ways.native(['-v', '-n', '-l', '-p', String(open)]);
      await listening.printed(/listening on/, 'stderr');
      const scan = ways[way](['-v', '-v', '-n', '-z', '127.0.0.1', String(closed), String(open)]);
      expect(await scan.exited).toBe(0);
      expect(scan.stderr).toBe(
        `(UNKNOWN) [127.0.0.1] ${closed} (?) : Connection refused\n(UNKNOWN) [127.0.0.1] ${open} (?) open\n sent 0, rcvd 0\n`,
      );
    },
  );

  test.each(['core', 'component', 'native'] as const)('UDP, and a wait that ends by an alarm (%s)', async (way) => {
    const port = String(await freePort());
    const listening = ways.native(['-v', '-n', '-u', '-l', '-p', port]);
    await listening.printed(/listening on/, 'stderr');
    const sending = ways[way](['-n', '-u', '-w', '1', '127.0.0.1', port], 'a datagram\n');
    await listening.printed(/a datagram\n/);
    expect(await sending.exited).toBe(0);
  });
});
