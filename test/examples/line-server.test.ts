import { createConnection } from 'node:net';
import { expect, test } from 'vitest';
import { PLACES, runExample } from '../support/places.ts';

const CLIENTS = 500;
const LINES = 100;

test.each(PLACES)('line-server serves 500 clients at once, 100 lines each, and mixes nothing (%s)', async (place) => {
  const command = await runExample('line-server', place, ['--allow-bind', '127.0.0.1'], ['0', String(CLIENTS)]);
  const [, port] = await command.printed(/Listening on 127\.0\.0\.1:(\d+)\n/);

  // All are connected before the first of them speaks.
  const clients = Array.from({ length: CLIENTS }, (_, number) => new LineClient(Number(port), number));
  await Promise.all(clients.map((client) => client.connected));
  await Promise.all(clients.map((client) => client.converse()));

  expect(await command.exited).toBe(0);
  expect(command.stdout).toContain(`Served ${CLIENTS} clients\n`);
  expect(command.stderr).toBe('');
});

/** Sends lines, each when the one before is answered, every tenth time three at once and in two parts. */
class LineClient {
  readonly connected: Promise<void>;
  readonly #connection;
  readonly #number: number;

  constructor(port: number, number: number) {
    this.#number = number;
    this.#connection = createConnection({ port, host: '127.0.0.1' });
    this.#connection.setEncoding('utf8');
    this.connected = new Promise((resolve, reject) => this.#connection.once('connect', resolve).once('error', reject));
  }

  converse(): Promise<void> {
    const expected = Array.from({ length: LINES }, (_, i) => `${i + 1}: client ${this.#number} line ${i + 1}`);
    let sent = 0;
    let unfinished = '';
    const answers: string[] = [];
    const speak = () => {
      const count = sent % 10 === 9 ? Math.min(3, LINES - sent) : 1;
      let text = '';
      for (let i = 0; i < count; i++) text += `client ${this.#number} line ${++sent}\n`;
      const cut = count === 1 ? 0 : 5;
      if (cut > 0) this.#connection.write(text.slice(0, cut));
      this.#connection.write(text.slice(cut));
    };
    return new Promise((resolve, reject) => {
      this.#connection.on('error', reject);
      this.#connection.on('data', (text: string) => {
        const lines = (unfinished + text).split('\n');
        unfinished = lines.pop() ?? '';
        answers.push(...lines);
        if (answers.length < sent) return;
        if (sent < LINES) speak();
        else this.#connection.end();
      });
      this.#connection.on('end', () => {
        try {
          expect([...answers, unfinished]).toEqual([...expected, '']);
          resolve();
        } catch (error) {
          reject(error);
        }
      });
      speak();
    });
  }
}
