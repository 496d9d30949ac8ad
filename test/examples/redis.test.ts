import { expect, test } from 'vitest';
import { runExample } from '../support/command-line.ts';
import { installed, startNginx, startRedis } from '../support/services.ts';

const withNginx = test.skipIf(!installed('nginx'));
const withRedis = test.skipIf(!installed('redis-server'));

withNginx('http-head prints the answer of a real nginx', async () => {
  const { port } = await startNginx();
  const command = runExample('http-head', ['--allow-connect', `localhost:${port}`], ['localhost', String(port)]);
  expect(await command.exited).toBe(0);
  expect(command.stderr).toBe('');
  const [before, response] = command.stdout.split(/Read \d+ bytes from socket_recv\(\)\. Closing socket\.\.\./);
  expect(before).toBe(
    `<h2>TCP/IP Connection</h2>\nOK.\nAttempting to connect to '127.0.0.1' on port '${port}'...OK.\n` +
      'Sending HTTP HEAD request...OK.\nReading response:\n\n',
  );
  expect(response).toMatch(/^HTTP\/1\.1 200 OK\r\nServer: nginx.*\r\n(.*\r\n)*Content-Length: 24\r\n(.*\r\n)*\r\n\nOK\.\n\n$/);
  expect(Number(/Read (\d+) bytes/.exec(command.stdout)?.[1])).toBe(response?.lastIndexOf('\nOK.'));
});

test('http-head takes the port of the WWW service where none is given', async () => {
  const command = runExample('http-head', [], ['127.0.0.1']);
  expect(await command.exited).toBe(1);
  expect(command.stdout).toContain("Attempting to connect to '127.0.0.1' on port '80'...socket_connect() failed.");
  expect(command.stderr).toContain('--allow-connect 127.0.0.1:80');
});

withRedis('redis-client sends 10 MB there and back, over TCP and over a local socket', async () => {
  const { port, path } = await startRedis();
  for (const [pattern, args] of [
    [`127.0.0.1:${port}`, ['127.0.0.1', String(port)]],
    [`unix:${path}`, [path]],
  ] as const) {
    const command = runExample('redis-client', ['--allow-connect', pattern], args);
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
});
