import { once } from 'node:events';
import { createConnection } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { COMMAND_LINKINGS } from '../support/commands.ts';
import { runExample } from '../support/places.ts';

/** Says a line and reads all that is answered. */
async function converse(port: number, line: string): Promise<{ own: number; answer: string }> {
  const client = createConnection({ port, host: '127.0.0.1' });
  onTestFinished(() => void client.destroy());
  await once(client, 'connect');
  client.write(line);
  return { own: client.localPort ?? 0, answer: await text(client) };
}

test.each(COMMAND_LINKINGS)(
  'send-socket: a guest without a network answers on connections that another has sent it (%s)',
  async (linking) => {
    const name = `wasock-send-socket-${process.pid}-${linking}`;
    const front = await runExample(
      'send-socket',
      linking,
      ['--allow-bind', `127.0.0.1,unix:@${name}`],
      ['front', name, '0', '2'],
    );
    const [, port] = await front.printed(/Listening on 127\.0\.0\.1:(\d+)/);
    const back = await runExample('send-socket', linking, ['--allow-connect', `unix:@${name}`], ['back', name]);

    for (const [number, line] of ['one line\n', 'another\n'].entries()) {
      const { own, answer } = await converse(Number(port), line);
      expect(answer).toBe(`Hello client ${number + 1} at 127.0.0.1:${own}, you said ${line}`);
    }
    expect(await front.exited).toBe(0);
    expect(front.stdout).toMatch(/waiting for the back\nHanded over 1\nHanded over 2\n$/);
    expect(await back.exited).toBe(0);
    expect(front.stderr + back.stderr).toBe('');
  },
);
