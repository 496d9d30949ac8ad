import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { PLACES, runExample } from '../support/places.ts';
import { INTERNET } from '../support/families.ts';

/** The address, and the port of a datagram socket of Node's, as a pattern of --allow-connect. */
const pattern = (address: string, port: number | string) =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;

const VARIANTS = INTERNET.flatMap((family) => PLACES.map((place) => [family, place] as const));

test.each(VARIANTS)(
  'udp-server and udp-client print where a datagram came from over %s (%s)',
  async (family, place) => {
    const address = family === 'inet' ? '127.0.0.1' : '::1';
    const loopback = pattern(address, '*').replace(/:\*$/, '');
    const server = await runExample(
      'udp-server',
      place,
      ['--allow-bind', loopback, '--allow-connect', loopback],
      [address, '0'],
    );
    const [, port] = await server.printed(/Waiting on .* port (\d+)\n/);

    const client = await runExample(
      'udp-client',
      place,
      ['--allow-connect', pattern(address, port ?? '')],
      [address, port ?? ''],
    );
    expect(await client.exited).toBe(0);
    expect(client.stdout).toBe(`Received Ping ! to you too from remote address ${address} and remote port ${port}\n`);
    expect(await server.exited).toBe(0);
    expect(server.stdout).toMatch(
      new RegExp(`\nReceived Ping ! from remote address ${address} and remote port \\d+\n$`),
    );
    expect(server.stderr + client.stderr).toBe('');
  },
);

test.each(VARIANTS)('udp-server tells the port of a real peer over %s (%s)', async (family, place) => {
  const address = family === 'inet' ? '127.0.0.1' : '::1';
  const peer = createSocket(family === 'inet' ? 'udp4' : 'udp6');
  onTestFinished(() => void peer.close());
  peer.bind(0, address);
  await once(peer, 'listening');
  const back = pattern(address, peer.address().port);
  const loopback = pattern(address, '*').replace(/:\*$/, '');
  const server = await runExample(
    'udp-server',
    place,
    ['--allow-bind', loopback, '--allow-connect', back],
    [address, '0'],
  );
  const [, port] = await server.printed(/Waiting on .* port (\d+)\n/);

  const answered = once(peer, 'message');
  peer.send('twelve chars and more', Number(port), address);
  const [answer] = await answered;
  expect(String(answer)).toBe('twelve chars to you too');
  expect(await server.exited).toBe(0);
  expect(server.stdout).toContain(
    `Received twelve chars from remote address ${address} and remote port ${peer.address().port}\n`,
  );
});
