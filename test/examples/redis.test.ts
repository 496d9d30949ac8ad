import { expect, test } from 'vitest';
import { COMMAND_LINKINGS, runExample } from '../support/commands.ts';
import { installed, startRedis } from '../support/services.ts';

const withRedis = test.skipIf(!installed('redis-server'));

withRedis.each(COMMAND_LINKINGS)(
  'redis-client sends 10 MB there and back, over TCP and over a local socket (%s)',
  async (linking) => {
    const { port, path } = await startRedis();
    for (const [pattern, args] of [
      [`127.0.0.1:${port}`, ['127.0.0.1', String(port)]],
      [`unix:${path}`, [path]],
    ] as const) {
      const command = await runExample('redis-client', linking, ['--allow-connect', pattern], args);
      expect(await command.exited).toBe(0);
      expect(command.stderr).toBe('');
      const hash = /hash ([0-9a-f]+)/.exec(command.stdout)?.[1];
      expect(command.stdout.split('\n')).toEqual([
        'SET greeting: OK',
        'GET greeting: Hello from WebAssembly',
        'GET nothing: nil',
        `SET big: OK, hash ${hash}`,
        `GET big: 10485760 bytes, hash ${hash}`,
        '',
      ]);
    }
  },
);
