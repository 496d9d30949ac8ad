// `wasock/wasi`: components over WASI 0.2 that jco has mapped there, whole or in part; the rest is jco's own WASI.
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { Command } from '../../support/command-line.ts';
import { mappedCommand, mappedModule } from '../../support/commands.ts';
import { listen, portOf } from '../../support/peer.ts';
import { buildGuest } from '../../wasip2/runtimes.ts';

const GUEST = fileURLToPath(new URL('guests/waiting.ts', import.meta.url));

/** The combinations of docs/embedding.md. */
const COMBINATIONS: readonly string[][] = [
  ['sockets', 'io'],
  ['sockets', 'io', 'clocks'],
  ['sockets', 'io', 'random'],
  ['sockets', 'io', 'cli'],
  ['sockets', 'io', 'filesystem'],
  ['sockets', 'io', 'clocks', 'random', 'cli'],
  ['sockets', 'io', 'clocks', 'random', 'cli', 'filesystem'],
];

describe.each(COMBINATIONS.map((packages) => ({ name: packages.join(', '), packages })))(
  'a component with $name of wasock/wasi',
  ({ packages }) => {
    let words: readonly string[];
    beforeAll(async () => {
      const map = Object.fromEntries(packages.map((name) => [`wasi:${name}/*`, 'wasock/wasi#*']));
      words = mappedCommand(await mappedModule(await buildGuest(GUEST), map));
    });
    const run = ([file = '', ...rest]: readonly string[], ...args: readonly string[]) =>
      new Command(file, [...rest, ...args]);

    /** A server that answers, and says nothing before. */
    async function server(): Promise<number> {
      const own = createServer((connection) => connection.on('data', () => connection.end('spoken')));
      onTestFinished(() => void own.close());
      await listen(own, { port: 0, host: '127.0.0.1' });
      return portOf(own);
    }

    test('reaches what its policy allows, and waits for it and for the clock together', async () => {
      const port = await server();
      const command = run(words, '--allow-connect', `127.0.0.1:${port}`, '--', '127.0.0.1', `${port}`);
      expect(await command.exited, command.stderr).toBe(0);
      expect(command.stdout).toBe('Resource temporarily unavailable\nspoken\n');
    });

    test('is told that the rest is denied, and so is its embedder', async () => {
      const port = await server();
      const command = run(words, '--allow-connect', '127.0.0.2', '--', '127.0.0.1', `${port}`);
      expect(await command.exited).toBe(1);
      expect(command.stdout).toBe('Permission denied\n');
      expect(command.stderr).toContain(`connect to 127.0.0.1:${port} denied; allow it with --allow-connect`);
    });
  },
);
