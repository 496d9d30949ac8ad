import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runGuest, spawnGuest } from 'wasock';
import { openDescriptors, openSockets, sendsEnd } from '../support/descriptors.ts';
import { variants } from '../support/families.ts';
import { compiled, LOOPBACK, openOutput, run } from '../support/guest.ts';
import { listen, portOf } from '../support/peer.ts';

const GUEST = fileURLToPath(new URL('guests/lifetime.ts', import.meta.url));
const closed = (name: string) => `${name}(): Argument #1 ($socket) has already been closed`;

test('closing a socket twice warns and does nothing', async () => {
  const { code, lines, warnings } = await run(GUEST, ['close-twice']);
  expect({ code, lines }).toEqual({ code: 0, lines: ['the other one: ""'] });
  expect(warnings).toEqual([closed('socket_close')]);
});

test('every function warns of a closed socket and gives FALSE', async () => {
  const { code, lines, warnings } = await run(GUEST, ['use-closed']);
  expect(code).toBe(0);
  expect(lines).toEqual([
    'accept: true',
    'bind: false',
    'listen: false',
    'connect: false',
    'read: FALSE',
    'write: -1',
    'recv: -1',
    'send: -1',
    'recvfrom: -1',
    'sendto: -1',
    'sendmsg: -1',
    'recvmsg: -1',
    'atmark: false',
    'getsockname: false',
    'getpeername: false',
    'set_block: false',
    'set_nonblock: false',
    'set_option: false',
    'get_option: true',
    'shutdown: false',
    'select: -1',
  ]);
  const names = lines.slice(0, -1).map((line) => `socket_${line.slice(0, line.indexOf(':'))}`);
  expect(warnings.slice(0, -1)).toEqual(names.map(closed));
  expect(warnings.at(-1)).toBe('socket_select(): Argument #1 ($read) contains a closed socket');
});

test('a closed socket never reaches the socket that got its number', async () => {
  const { code, lines } = await run(GUEST, ['reused-handle']);
  expect({ code, lines }).toEqual({
    code: 0,
    lines: ['write to the closed: -1', 'write to the fresh: 4', 'read: "mine"'],
  });
});

test('a Socket that the guest made up is refused, whatever its handle', async () => {
  const { code, lines, warnings } = await run(GUEST, ['forged']);
  expect(code).toBe(0);
  expect(lines).toEqual([
    'write to a copy: -1',
    'write to a wild one: -1',
    'write to a negative one: -1',
    'select a copy: -1',
    'write to the real one: 4',
    'read: "mine"',
  ]);
  expect(warnings).toHaveLength(5);
});

/** A server that reads nothing; connections to it fill up. @returns its port, and the first connection */
async function deafServer(): Promise<{ port: string; connection: Promise<Socket> }> {
  const server = createServer({ pauseOnConnect: true }, (connection) => {
    connection.on('error', () => {});
    onTestFinished(() => void connection.destroy());
  });
  onTestFinished(() => void server.close());
  await listen(server, { port: 0, host: '127.0.0.1' });
  const connection = once(server, 'connection').then(([first]: Socket[]) => first!);
  return { port: String(portOf(server)), connection };
}

describe.each(variants(['inet']))('SO_LINGER, $linking', ({ linking }) => {
  test('closing waits for unacknowledged data as long as it says, if the socket blocks', async () => {
    const { port } = await deafServer();
    const { lines, warnings } = await run(GUEST, ['linger', 'inet', port], { linking });
    expect({ lines, warnings }).toEqual({
      lines: [
        'linger: 1 1',
        'waited: true',
        'not blocking: true',
        'inherited: 60',
        'acknowledged at once: true',
        'read: "all of it"',
        'end: ""',
      ],
      warnings: [],
    });
  });

  test('the end of a guest waits for no data', async () => {
    const { port } = await deafServer();
    expect((await run(GUEST, ['lingering-end', 'inet', port], { linking })).code).toBe(0);
  });
});

test('a guest that lingers in socket_close can be killed', async () => {
  const { port, connection } = await deafServer();
  const before = openSockets();
  const options = { policy: LOOPBACK, args: ['guest', 'lingering-close', 'inet', port] };
  const guest = spawnGuest(await compiled(GUEST), options);
  const peer = await connection;
  await sendsEnd(peer.localPort, peer.remotePort);
  await guest.kill();
  peer.destroy();
  await once(peer, 'close');
  expect(openSockets()).toEqual(before);
});

describe('a guest leaves no descriptor behind', () => {
  const options = { policy: LOOPBACK, onWarning() {} };

  test.each([
    ['return', 0],
    ['exit', 3],
    ['exception', 255],
  ])('that ends by %s', async (way, expected) => {
    const wasm = await compiled(GUEST);
    const stdout = openOutput().descriptor;
    await runGuest(wasm, { ...options, args: ['guest', 'return'], stdout }); // what the host itself keeps open
    const before = openDescriptors();
    const code = await runGuest(wasm, { ...options, args: ['guest', way], stdout });
    expect(openDescriptors()).toEqual(before);
    expect(code).toBe(expected);
  });

  test('that traps', async () => {
    const wasm = await compiled(GUEST);
    const before = openSockets();
    await expect(runGuest(wasm, { ...options, args: ['guest', 'trap'] })).rejects.toThrow(/unreachable/);
    expect(openSockets()).toEqual(before);
  });

  test('that is killed while it is blocked', async () => {
    const wasm = await compiled(GUEST);
    const server = createServer();
    onTestFinished(() => void server.close());
    await listen(server, { port: 0, host: '127.0.0.1' });
    const before = openSockets();
    const connected = once(server, 'connection');
    const guest = spawnGuest(wasm, { ...options, args: ['guest', 'blocked', 'inet', String(portOf(server))] });
    const [connection] = await connected;
    const gone = once(connection, 'close');
    connection.resume();
    await guest.kill();
    await gone;
    expect(openSockets()).toEqual(before);
  });
});
