import { expect, test } from 'vitest';
import { isInNode, PLACES, runExample } from '../support/places.ts';
import { installed, startRedis } from '../support/services.ts';

const withRedis = test.skipIf(!installed('redis-server'));

withRedis.each(PLACES)(
  'redis-client sends 10 MB there and back, over TCP and, in Node, over a local socket (%s)',
  async (place) => {
    const { port, path } = await startRedis();
    const ways: [pattern: string, args: string[]][] = [[`127.0.0.1:${port}`, ['127.0.0.1', String(port)]]];
    // Local sockets of WASI guests are theirs alone.
    if (isInNode(place)) ways.push([`unix:${path}`, [path]]);
    for (const [pattern, args] of ways) {
      const command = await runExample('redis-client', place, ['--allow-connect', pattern], args);
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
