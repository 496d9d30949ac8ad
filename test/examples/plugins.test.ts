import { expect, test } from 'vitest';
import { Command, EXAMPLES } from '../support/command-line.ts';
import { installed, startRedis } from '../support/services.ts';

test.skipIf(!installed('redis-server'))('routes that are plugins reach their database, and nothing else', async () => {
  const redis = await startRedis();
  const command = new Command(process.execPath, [
    '--no-warnings',
    `${EXAMPLES}plugins/server.mjs`,
    '0',
    String(redis.port),
    `${EXAMPLES}plugins/visits.ts`,
  ]);
  const [, url = ''] = await command.printed(/(http:\S+)\n/);
  const get = async (path: string) => {
    const response = await fetch(url + path);
    return [response.status, await response.text()];
  };
  expect(await get('/visits?who=Ada')).toEqual([200, 'Hello, Ada! You were here 1 times.\n']);
  expect(await Promise.all([get('/visits?who=Ada'), get('/visits?who=Alan')])).toEqual([
    [200, 'Hello, Ada! You were here 2 times.\n'],
    [200, 'Hello, Alan! You were here 1 times.\n'],
  ]);
  expect(await get('/other')).toEqual([404, '']);
  // What one request breaks, the plugin does not survive; the server does.
  expect((await get('/visits'))[0]).toBe(500);
  // What ended it, until its thread has gone as well.
  expect(await get('/visits?who=Ada')).toEqual([500, expect.stringMatching(/^(GuestAbort|ComponentStateError)\n$/)]);
});
