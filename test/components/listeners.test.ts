// Programs in Go that serve on a listener of the host's: WASI preview 1, unmodified, by `wasock run --listen`.
import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { type Command, wasock } from '../support/command-line.ts';
import { guest, whyMissing } from './guests.ts';

/** Starts a program. @returns it, and the port that it listens at */
async function serve(name: string, ...args: string[]): Promise<{ command: Command; port: number }> {
  const found = guest(name);
  if ('missing' in found) throw new Error(found.missing);
  const command = wasock('run', found.path, '--listen', '127.0.0.1:0', '--', ...args);
  const [, port] = await command.printed(/listening on 127\.0\.0\.1:(\d+)\n/, 'stderr');
  return { command, port: Number(port) };
}

async function readAll(connection: Socket): Promise<string> {
  let text = '';
  for await (const part of connection.setEncoding('utf8')) text += part;
  return text;
}

test.skipIf(whyMissing('go/listener.core') !== undefined)('Go serves fifty connections at once', async () => {
  const { command, port } = await serve('go/listener.core', '50');
  const connections = Array.from({ length: 50 }, () => connect(port, '127.0.0.1'));
  // Each has its first line answered before any goes on.
  const answers = connections.map(async (connection, index) => {
    connection.write(`hello ${index}\n`);
    return new Promise((resolve) => connection.once('data', (data) => resolve(String(data))));
  });
  expect(await Promise.all(answers)).toEqual(connections.map((_, index) => `hello ${index}\n`));
  const rest = connections.map((connection, index) => {
    connection.end('x'.repeat(index * 4000));
    return readAll(connection);
  });
  expect((await Promise.all(rest)).map((text) => text.length)).toEqual(connections.map((_, index) => index * 4000));
  expect(await command.exited).toBe(0);
  expect(command.stdout.match(/^echoed \d+ bytes <nil>$/gm)).toHaveLength(50);
});

test.skipIf(whyMissing('go/http.core') !== undefined)('Go’s net/http serves requests at once, by timers', async () => {
  const { command, port } = await serve('go/http.core', '20');
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  const post = (index: number) =>
    new Promise<string>((resolve, reject) => {
      const options = { agent, port, host: '127.0.0.1', method: 'POST', path: `/page/${index}?20` };
      request(options, (response) => {
        let text = '';
        response
          .setEncoding('utf8')
          .on('data', (part: string) => (text += part))
          .on('end', () => resolve(text));
      })
        .on('error', reject)
        .end('b'.repeat(index * 5000));
    });
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => post(index)));
  expect(answers).toEqual(answers.map((_, index) => `POST /page/${index} ${'b'.repeat(index * 5000)}`));
  agent.destroy();
  expect(await command.exited).toBe(0);
  expect(command.stdout).toBe('serving\nhttp: Server closed\nshut down <nil>\n');
});
