// The listeners that an embedder gives to a guest, by every way to run one.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, onTestFinished, test } from 'vitest';
import { GuestKilled, OptionError, runGuest, spawnGuest, type SpawnOptions } from 'wasock';
import { openDescriptors } from '../../support/descriptors.ts';
import { wasock } from '../../support/command-line.ts';
import { listen, portOf } from '../../support/peer.ts';
import { temporaryDirectory } from '../../support/temporary.ts';

const WASI = '"wasi_snapshot_preview1"';

/** A program. It has a buffer of 64 KiB at 65,536, and a list with it at 64; 32 has results, and 36 the last connection. */
const program = (body: string) =>
  parse(`(module
    (import ${WASI} "sock_accept" (func $accept (param i32 i32 i32) (result i32)))
    (import ${WASI} "sock_recv" (func $recv (param i32 i32 i32 i32 i32 i32) (result i32)))
    (import ${WASI} "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
    (import ${WASI} "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
    (import ${WASI} "fd_fdstat_set_flags" (func $flags (param i32 i32) (result i32)))
    (import ${WASI} "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
    (import ${WASI} "proc_exit" (func $exit (param i32)))
    (memory (export "memory") 2)
    (data (i32.const 64) "\\00\\00\\01\\00\\00\\00\\01\\00")
    (data (i32.const 72) "\\00\\00\\01\\00\\01\\00\\00\\00")
    (data (i32.const 264) "\\01\\00\\00\\00\\00\\00\\00\\00\\03")
    (func $must (param $errno i32) (if (local.get $errno) (then (call $exit (local.get $errno)))))
    (func (export "_start") ${body}))`);

const CONNECTION = '(i32.load (i32.const 36))';
const WAITING = '(call $must (call $flags (i32.const 3) (i32.const 0)))';
const ACCEPT = '(call $must (call $accept (i32.const 3) (i32.const 0) (i32.const 36)))';

/** Sends a byte, by which the peer knows that it was accepted. */
const TELL = `(call $must (call $write ${CONNECTION} (i32.const 72) (i32.const 1) (i32.const 32)))`;

/** Echoes what it reads first from a connection. */
const ECHO = `${WAITING} ${ACCEPT}
  (call $must (call $read ${CONNECTION} (i32.const 64) (i32.const 1) (i32.const 32)))
  (i32.store (i32.const 68) (i32.load (i32.const 32)))
  (call $must (call $write ${CONNECTION} (i32.const 64) (i32.const 1) (i32.const 32)))
  (call $exit (i32.load (i32.const 32)))`;

/** Waits for a connection by poll_oneoff, which waits for a listener that gives EAGAIN otherwise. */
const POLL = '(call $must (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 1) (i32.const 32)))';

/** Calls in which a guest waits that has accepted a connection, and told so. */
const BLOCKS = {
  sock_accept: ACCEPT,
  fd_read: `(call $must (call $read ${CONNECTION} (i32.const 64) (i32.const 1) (i32.const 32)))`,
  sock_recv: `(call $must
    (call $recv ${CONNECTION} (i32.const 64) (i32.const 1) (i32.const 2) (i32.const 32) (i32.const 40)))`,
  fd_write: `(loop (call $must (call $write ${CONNECTION} (i32.const 64) (i32.const 1) (i32.const 32))) (br 0))`,
  poll_oneoff: POLL,
};

const listenAt = (addresses: readonly string[]) => ({ listener: addresses.map((address) => ({ listen: address })) });

/** Starts a guest, and gives the ports that it listens at. */
async function start(
  body: string,
  { at: wanted = ['127.0.0.1:0'], ...options }: SpawnOptions & { at?: string[] } = {},
) {
  const wasm = await program(body);
  const addresses: string[] = [];
  return new Promise<{ guest: ReturnType<typeof spawnGuest>; ports: number[] }>((resolve, reject) => {
    const guest = spawnGuest(wasm, {
      ...options,
      sockets: listenAt(wanted),
      onListening(address) {
        addresses.push(address);
        const ports = addresses.map((text) => Number(text.split(':').at(-1)));
        if (addresses.length === wanted.length) resolve({ guest, ports });
      },
    });
    onTestFinished(() => guest.kill());
    guest.exited.catch(reject);
  });
}

function client(port: number): Socket {
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  onTestFinished(() => void socket.destroy());
  return socket;
}

/** Says hello, and hears the echo. */
async function expectEcho(port: number): Promise<void> {
  const socket = client(port);
  socket.write('hello');
  expect(String((await once(socket, 'data'))[0])).toBe('hello');
}

describe.each(['worker', 'process'] as const)('in a %s', (isolation) => {
  test('a guest accepts a connection, and answers it', async () => {
    const { guest, ports } = await start(ECHO, { isolation });
    await expectEcho(ports[0]!);
    expect(await guest.exited).toBe(5);
  });

  test('the embedder is told of each listener, in their order', async () => {
    const { guest, ports } = await start(ECHO, { isolation, at: ['127.0.0.1:0', '[::1]:0'] });
    expect(new Set(ports).size).toBe(2);
    expect((await guest.usage()).sockets.current).toBe(2);
    await expectEcho(ports[0]!);
    expect(await guest.exited).toBe(5);
  });

  test.each(Object.entries(BLOCKS))('a guest that is blocked in %s is killed', async (_, block) => {
    const { guest, ports } = await start(`${WAITING} ${ACCEPT} ${TELL} ${block}`, { isolation });
    const peer = client(ports[0]!);
    await once(peer, 'readable');
    const closed = once(peer, 'close');
    await guest.kill();
    await expect(guest.exited).rejects.toThrow(GuestKilled);
    peer.resume();
    await closed;
    await expect(once(client(ports[0]!), 'connect')).rejects.toThrow('ECONNREFUSED');
  });

  test('what cannot be listened at is an option that is not valid', async () => {
    const server = createServer();
    onTestFinished(() => void server.close());
    await listen(server, { port: 0, host: '127.0.0.1' });
    const address = `127.0.0.1:${portOf(server)}`;
    const { exited } = spawnGuest(await program(ECHO), { isolation, sockets: listenAt([address]) });
    await expect(exited).rejects.toMatchObject({ code: 'ERR_WASOCK_OPTION', message: /is in use$/ });
  });
});

test('a killed guest leaves no descriptor open, and no file', async () => {
  const before = openDescriptors();
  const path = join(temporaryDirectory(), 's');
  const { guest } = await start(`${WAITING} ${ACCEPT}`, { at: ['127.0.0.1:0', `unix:${path}`] });
  expect(existsSync(path)).toBe(true);
  await guest.kill();
  expect(existsSync(path)).toBe(false);
  expect(openDescriptors().filter((line) => line.includes('socket:'))).toEqual(
    before.filter((line) => line.includes('socket:')),
  );
});

test('a policy function is not asked', async () => {
  const asked: string[] = [];
  const policy = ({ subject }: { subject: string }) => asked.push(subject) === 0;
  const { guest, ports } = await start(ECHO, { policy });
  await expectEcho(ports[0]!);
  expect(await guest.exited).toBe(5);
  expect(asked).toEqual([]);
});

test('the guest waits for its turn where its operations per second are limited', async () => {
  const { guest, ports } = await start(ECHO, { limits: { operationsPerSecond: 20 } });
  await expectEcho(ports[0]!);
  expect(await guest.exited).toBe(5);
  expect((await guest.usage()).operations.current).toBe(3);
});

test.skipIf(process.env['WASOCK_NODE26'] === undefined)(
  'suspended guests of one thread accept, read and poll while its event loop serves them (needs Node 26)',
  async () => {
    const directory = temporaryDirectory();
    const poll = `${POLL} (call $must (call $accept (i32.const 3) (i32.const 4) (i32.const 36)))
      (i32.store (i32.const 272) ${CONNECTION}) ${POLL}
      (call $must (call $read ${CONNECTION} (i32.const 64) (i32.const 1) (i32.const 32)))
      (call $exit (i32.load (i32.const 32)))`;
    const bodies = { echo: ECHO, poll, blocked: `${WAITING} ${ACCEPT} ${TELL} ${BLOCKS.sock_recv}` };
    for (const [name, body] of Object.entries(bodies)) {
      writeFileSync(join(directory, `${name}.wasm`), await program(body));
    }
    const script = fileURLToPath(new URL('node26/listeners.mjs', import.meta.url));
    const run = promisify(execFile)(process.env['WASOCK_NODE26'] ?? '', ['--no-warnings', script, directory]);
    expect(JSON.parse((await run).stdout)).toEqual({
      echo: { codes: Array(10).fill(5), answers: Array(10).fill('hello') },
      poll: [7, 7],
      blocked: 'LimitError',
    });
  },
);

describe('the command', () => {
  test('says where it listens', async () => {
    const file = join(temporaryDirectory(), 'guest.wasm');
    writeFileSync(file, await program(ECHO));
    const command = wasock('run', file, '--listen', '127.0.0.1:0', '--listen', '[::1]:0');
    const [, port] = await command.printed(/^wasock: listening on 127\.0\.0\.1:(\d+)\n.* on \[::1\]:\d+\n/, 'stderr');
    await expectEcho(Number(port));
    expect(await command.exited).toBe(5);
  });

  test.each([
    [['--listen', 'localhost:80'], /^wasock: 'sockets' is not a valid option: expected an object of sockets/],
    [
      ['--listen', '192.0.2.1:0'],
      /^wasock: socket 'listener' is .* but 192\.0\.2\.1:0: this machine has no such address\n$/,
    ],
  ])('says what is wrong: %j', async (flags, message) => {
    const file = join(temporaryDirectory(), 'guest.wasm');
    writeFileSync(file, await program(ECHO));
    const command = wasock('run', file, ...flags);
    expect(await command.exited).toBe(2);
    expect(command.stderr).toMatch(message);
  });
});

describe('what is refused', () => {
  test.each<[listeners: unknown]>([
    [[80]],
    [['80']],
    [[':80']],
    [['127.0.0.1']],
    [['127.0.0.1:65536']],
    [['127.0.0.1:-1']],
    [['127.0.0.256:1']],
    [['[127.0.0.1]:1']],
    [['::1:1']],
    [['[::1]']],
    [['[fe80::1%lo]:1']],
    [['*:80']],
    [['example.com:80']],
    [['unix:']],
    [['unix:@']],
    [['unix:/a\0b']],
  ])('%j', async (addresses) => {
    const options = { sockets: listenAt(addresses as string[]) };
    await expect(runGuest(await program(ECHO), options)).rejects.toThrow(OptionError);
    expect(() => spawnGuest(new Uint8Array(8), options)).toThrow("'sockets' is not a valid option");
  });

  test('listeners of a component', async () => {
    const running = runGuest(await parse('(component)'), { sockets: listenAt(['127.0.0.1:0']) });
    await expect(running).rejects.toThrow(
      "'sockets' is not a valid option: expected none: the component does not import import-named",
    );
  });

  test('listeners of a module that could not find them', async () => {
    const wasm = await parse('(module (memory (export "memory") 1) (func (export "_start")))');
    await expect(runGuest(wasm, { sockets: listenAt(['127.0.0.1:0']) })).rejects.toThrow(
      'imports neither import-named',
    );
  });
});
