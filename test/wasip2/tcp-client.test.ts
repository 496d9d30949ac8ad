// The TCP client of examples/, the same source, over wasi:sockets instead of this package's host.
import { componentWit } from '@bytecodealliance/jco-transpile/wasm-tools';
import { beforeAll, describe, expect, test } from 'vitest';
import { EXAMPLES } from '../support/command-line.ts';
import { INTERNET } from '../support/families.ts';
import { freePort, lineServer } from '../support/peer.ts';
import { buildGuest, jcoRun, prepare, type Ready, RUNTIMES, runReady } from './runtimes.ts';

const CLIENT = `${EXAMPLES}tcp-client.ts`;
const ADDRESSES = { inet: '127.0.0.1', inet6: '::1', unix: '' };

test('a guest built for wasip2 imports wasi:* of 0.2 only, and is a command', async () => {
  const wit = await componentWit(await buildGuest(CLIENT));
  const imports = Array.from(wit.matchAll(/^ {2}import (.+);$/gm), ([, name]) => name);
  expect(imports).toContainEqual(expect.stringMatching(/^wasi:sockets\/tcp@0\.2\.\d+$/));
  for (const name of imports) expect(name).toMatch(/^wasi:[a-z-]+\/[a-z-]+@0\.2\.\d+$/);
  expect(wit).toMatch(/^ {2}export wasi:cli\/run@0\.2\.\d+;$/m);
});

describe.for([...RUNTIMES, 'jco run' as const])('the TCP client in %s', (runtime) => {
  let client: Ready;
  beforeAll(async () => {
    const component = await buildGuest(CLIENT);
    client = runtime === 'jco run' ? jcoRun(component) : await prepare(runtime, component);
  });

  test.for(INTERNET)('connects, writes lines and reads the answers line by line over %s', async (family) => {
    const received: string[] = [];
    const { port } = await lineServer(family, '', (line, connection) => {
      received.push(line);
      // Two writes for one line, and the first of them is not a whole one.
      connection.write('you said ', () => connection.write(`${line}\n`));
    });
    const command = runReady(client, [ADDRESSES[family], `${port}`, 'hello', 'Grüße', 'bye']);
    expect(await command.exited, command.stderr).toBe(0);
    expect(command.stdout).toBe('you said hello\nyou said Grüße\nyou said bye\n');
    expect(received).toEqual(['hello', 'Grüße', 'bye']);
  });

  test('says why it cannot connect, with the warning on its standard error', async () => {
    const command = runReady(client, ['127.0.0.1', `${await freePort()}`, 'hello']);
    expect(await command.exited).toBe(1);
    expect(command.stdout).toBe('socket_connect() failed: Connection refused\n');
    expect(command.stderr).toContain('socket_connect(): unable to connect [111]: Connection refused\n');
  });
});
