import { createConnection } from 'node:net';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { Command, EXAMPLES } from '../support/command-line.ts';

const CLIENTS = 6;

test('a server guest hands its connections to worker guests, which serve several at once', async () => {
  const command = new Command(process.execPath, [
    '--no-warnings',
    `${EXAMPLES}worker-pool/run.mjs`,
    '0',
    '3',
    `${CLIENTS}`,
  ]);
  const [, port] = await command.printed(/Listening on 127\.0\.0\.1:(\d+)\n/);
  const [, workers = ''] = await command.printed(/Workers: ([\d ]+)\n/);
  const ids = workers.split(' ');
  expect(ids).toHaveLength(3);

  for (let round = 0; round < CLIENTS / 3; round++) {
    const clients = Array.from({ length: 3 }, () => createConnection(Number(port), '127.0.0.1'));
    onTestFinished(() => clients.forEach((client) => client.destroy()));
    const answers = clients.map((client) => createInterface({ input: client })[Symbol.asyncIterator]());
    const servers = new Set<string>();
    for (const [index, client] of clients.entries()) {
      client.write(`hello ${index}\n`);
      const { value } = await answers[index]!.next();
      const [id = '', said] = String(value).split(': ');
      expect(said).toBe(`hello ${index}`);
      servers.add(id);
    }
    // Nobody has left, so each is served by another worker.
    expect([...servers].sort()).toEqual([...ids].sort());
    for (const client of clients) client.end();
  }
  expect(await command.exited).toBe(0);
  expect(command.stderr).not.toMatch(/Warning: socket|Error/);
});
