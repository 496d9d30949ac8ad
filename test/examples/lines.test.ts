import { createConnection } from 'node:net';
import { expect, test } from 'vitest';
import { COMMAND_LINKINGS } from '../support/commands.ts';
import { PLACES, runExample } from '../support/places.ts';
import { lineServer } from '../support/peer.ts';

test.each(PLACES)('read-lines prints the lines of a client, however they are cut into packets (%s)', async (place) => {
  const command = await runExample('read-lines', place, ['--allow-bind', '127.0.0.1']);
  const [, port] = await command.printed(/Listening on 127\.0\.0\.1:(\d+)\n/);
  const client = createConnection({ port: Number(port), host: '127.0.0.1', noDelay: true });
  for (const part of ['fir', 'st\nsecond\r', '\n', '\nthird\n', 'grüße\nlast']) {
    await new Promise((resolve) => client.write(part, resolve));
  }
  client.end();
  expect(await command.exited).toBe(0);
  expect(command.stdout.split('\n').slice(1)).toEqual([
    '1: first',
    '2: second',
    '3: third',
    '4: grüße',
    '5: last',
    '5 lines',
    '',
  ]);
  expect(command.stderr).toBe('');
});

test.each(COMMAND_LINKINGS)('tcp-client prints the answer to each of its lines (%s)', async (linking) => {
  const { port } = await lineServer('inet', '', (line, connection) => connection.write(`you said ${line}\r\n`));
  const command = await runExample(
    'tcp-client',
    linking,
    ['--allow-connect', `127.0.0.1:${port}`],
    ['127.0.0.1', `${port}`, 'hello'],
  );
  expect(await command.exited).toBe(0);
  expect(command).toMatchObject({ stdout: 'you said hello\n', stderr: '' });
});

test.each(COMMAND_LINKINGS)('tcp-client without permission names the flag that grants it (%s)', async (linking) => {
  const command = await runExample('tcp-client', linking, [], ['127.0.0.1', '9']);
  expect(await command.exited).toBe(1);
  expect(command.stdout).toBe('socket_connect() failed: Permission denied\n');
  expect(command.stderr).toContain(
    'wasock: connect to 127.0.0.1:9 denied; allow it with --allow-connect 127.0.0.1:9\n',
  );
});
