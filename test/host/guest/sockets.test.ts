// Sockets that go into a guest by name, and come out: by every way to run one.
import { createSocket, type Socket as DatagramSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer, Server, Socket } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  createGuestProcess,
  type GuestOptions,
  type GuestProcess,
  OptionError,
  runGuest,
  spawnGuest,
  type SpawnOptions,
} from 'wasock';
import { openDescriptors } from '../../support/descriptors.ts';
import { compiled, openOutput } from '../../support/guest.ts';
import { listen, portOf } from '../../support/peer.ts';
import { temporaryDirectory } from '../../support/temporary.ts';

const GUEST = fileURLToPath(new URL('guests/named.ts', import.meta.url));
const LOOPBACK = { host: '127.0.0.1', port: 0 };

const openSockets = () => openDescriptors().filter((descriptor) => descriptor.includes('socket:'));

/** The ways to run a guest apart, for each form of it. */
const WAYS = (['core', 'component'] as const).flatMap((form) =>
  (['worker', 'process', 'shared'] as const).map((isolation) => [form, isolation] as const),
);

type Way = (typeof WAYS)[number];

/** One for each test. */
let room: GuestProcess | undefined;

function roomOfTest(): GuestProcess {
  if (room !== undefined) return room;
  const made = createGuestProcess();
  onTestFinished(async () => {
    room = undefined;
    await made.close();
  });
  return (room = made);
}

async function start([form, isolation]: Way, args: string[], options: SpawnOptions = {}) {
  const where = isolation === 'shared' ? roomOfTest() : isolation;
  const guest = spawnGuest(await compiled(GUEST, form), { ...options, isolation: where, args: ['guest', ...args] });
  onTestFinished(() => guest.kill());
  return guest;
}

/** Says hello, hears it, and lets the connection end. */
async function expectEcho(socket: Socket): Promise<void> {
  socket.write('hello');
  expect(String((await once(socket, 'data'))[0])).toBe('hello');
  socket.end();
  await once(socket, 'close');
}

function client(port: number): Socket {
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  onTestFinished(() => void socket.destroy());
  return socket;
}

describe.each(WAYS)('a guest as %s in a %s', (...way) => {
  test('has the other ends of connections, in their order', async () => {
    const guest = await start(way, ['echo', 'control']);
    const sockets = [guest.connect('control'), guest.connect('control')];
    expect(sockets[0]).toBeInstanceOf(Socket);
    for (const socket of sockets) await expectEcho(socket);
    expect(await guest.exited).toBe(0);
  });

  test('serves at a listener of Node’s, which Node has no more', async () => {
    const server = createServer(() => expect.unreachable());
    await listen(server, LOOPBACK);
    const port = portOf(server);
    const guest = await start(way, ['serve'], { sockets: { web: server } });
    expect(server.listening).toBe(false);
    await expectEcho(client(port));
    expect(await guest.exited).toBe(0);
    await expect(once(client(port), 'connect')).rejects.toThrow('ECONNREFUSED');
  });

  test('serves a connection that Node has accepted', async () => {
    const server = createServer({ pauseOnConnect: true });
    await listen(server, LOOPBACK);
    onTestFinished(() => void server.close());
    const peer = client(portOf(server));
    const [accepted] = (await once(server, 'connection')) as [Socket];
    peer.write('before ');
    const guest = await start(way, ['echo', 'peer'], { sockets: { peer: accepted } });
    expect(accepted.destroyed).toBe(true);
    peer.end('and after');
    let heard = '';
    for await (const data of peer) heard += String(data);
    expect(heard).toBe('before and after');
    expect(await guest.exited).toBe(0);
  });

  test('hears datagrams of anybody at a socket that is bound', async () => {
    const receiver = createSocket('udp4').bind(0, '127.0.0.1');
    await once(receiver, 'listening');
    const { port } = receiver.address();
    const guest = await start(way, ['datagram'], {
      sockets: { log: receiver },
      policy: { connect: ['127.0.0.1'] },
    });
    const sender = createSocket('udp4');
    onTestFinished(() => void sender.close());
    sender.send('ping', port, '127.0.0.1');
    expect(String((await once(sender, 'message'))[0])).toBe('ping');
    expect(await guest.exited).toBe(0);
  });

  test('listens where the program says, without a permission', async () => {
    const heard: string[] = [];
    const port = new Promise<number>((resolve) => {
      void start(way, ['serve'], {
        sockets: { web: { listen: '127.0.0.1:0' } },
        onListening: (address, name) => {
          heard.push(name);
          resolve(Number(address.split(':').at(-1)));
        },
      });
    });
    await expectEcho(client(await port));
    expect(heard).toEqual(['web']);
  });

  test('gives the program a listener, and a connection', async () => {
    const listening = await start(way, ['listen'], { policy: { bind: ['127.0.0.1'] } });
    const control = listening.connect('control');
    const server = await listening.take('listener');
    expect(server).toBeInstanceOf(Server);
    const accepted = once(server, 'connection');
    client(portOf(server as Server));
    ((await accepted) as [Socket])[0].destroy();
    (server as Server).close();
    control.write('x');
    expect(await listening.exited).toBe(0);

    const pair = await start(way, ['pair']);
    await expectEcho((await pair.take('pair')) as Socket);
    expect(await pair.exited).toBe(0);
  });

  test('gives the program a datagram socket', async () => {
    const guest = await start(way, ['datagrams'], { policy: { bind: ['127.0.0.1'] } });
    const socket = (await guest.take('datagrams')) as DatagramSocket;
    const sender = createSocket('udp4');
    onTestFinished(() => void sender.close());
    const heard = once(socket, 'message');
    sender.send('ping', socket.address().port, '127.0.0.1');
    expect(String((await heard)[0])).toBe('ping');
    socket.close();
    expect(await guest.exited).toBe(0);
  });

  test('that resets a connection of the program’s leaves the program what it is', async () => {
    const guest = await start(way, ['missing']);
    const socket = guest.connect('control');
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.write('nobody reads this');
    expect(await guest.exited).toBe(0);
    await closed;
  });

  test('whose sockets nobody takes, or that takes none, leaves nothing behind', async () => {
    const warm = await start(way, ['missing']);
    await warm.exited;
    const before = openSockets();
    const guest = await start(way, ['flood'], { onWarning() {} });
    const control = guest.connect('control');
    guest.connect('nobody').destroy();
    await once(control, 'data');
    await guest.kill();
    control.destroy();
    // On a busy machine a shared process may end with the guest, and its own sockets with it.
    await expect.poll(() => openSockets().filter((one) => !before.includes(one))).toEqual([]);
    expect(() => guest.connect('control')).toThrow('the guest has ended');
    await expect(guest.take('many')).rejects.toThrow("the guest has ended: it gave no socket 'many'");
  });
});

describe('on this thread', () => {
  const run = async (form: 'core' | 'component', args: string[], options: GuestOptions = {}) => {
    const output = openOutput();
    const code = await runGuest(await compiled(GUEST, form), {
      ...options,
      args: ['guest', ...args],
      stdout: output.descriptor,
    });
    expect(code).toBe(0);
    return output.lines();
  };

  test.each(['core', 'component'] as const)('a guest as %s has descriptors, which the program keeps', async (form) => {
    const before = openSockets();
    const server = createServer({ pauseOnConnect: true });
    await listen(server, LOOPBACK);
    const peer = client(portOf(server));
    const [accepted] = (await once(server, 'connection')) as [Socket];
    server.close();
    peer.end('bytes');
    await once(peer, 'finish');
    const { fd } = (accepted as unknown as { _handle: { fd: number } })._handle;
    await run(form, ['echo', 'peer'], { sockets: { peer: fd } });
    expect(String((await once(peer, 'data'))[0])).toBe('bytes');
    expect(accepted.destroyed).toBe(false);
    accepted.destroy();
    await once(peer, 'close');
    await expect.poll(openSockets).toEqual(before);
  });

  test.each(['core', 'component'] as const)('what is not there is ENOENT (%s)', async (form) => {
    expect(await run(form, ['missing', 'told'])).toEqual(['2']);
  });

  test.each(['core', 'component'] as const)('what is no name is refused (%s)', async (form) => {
    const warnings: string[] = [];
    const options = { sockets: {}, onWarning: (message: string) => void warnings.push(message) };
    expect(await run(form, ['names'], options)).toEqual(['true']);
    expect(warnings.map((text) => text.slice(-24))).toEqual(Array(4).fill("' [22]: Invalid argument"));
  });

  test.each(['core', 'component'] as const)('variables say what was given (%s)', async (form) => {
    const names = ['LISTEN_FDS', 'LISTEN_FDNAMES', 'HOME'];
    const sockets = { a: { listen: '127.0.0.1:0' }, b: [{ listen: '[::1]:0' }, { listen: '127.0.0.1:0' }] };
    const env = { LISTEN_FDS: '9', HOME: '/' };
    expect(await run(form, ['variables', ...names], { sockets, env })).toEqual(['3', 'a:b:b', '/']);
  });
});

describe('a program of WASI preview 1', () => {
  /** It reads from descriptor 3, and sends what it read to descriptor 4; its exit code is the type of the latter. */
  const program = () =>
    parse(`(module
      (import "wasi_snapshot_preview1" "sock_recv" (func $recv (param i32 i32 i32 i32 i32 i32) (result i32)))
      (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
      (import "wasi_snapshot_preview1" "fd_fdstat_get" (func $fdstat (param i32 i32) (result i32)))
      (import "wasi_snapshot_preview1" "fd_fdstat_set_flags" (func $flags (param i32 i32) (result i32)))
      (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
      (memory (export "memory") 1)
      (data (i32.const 64) "\\00\\10\\00\\00\\64\\00\\00\\00")
      (func (export "_start")
        (drop (call $flags (i32.const 3) (i32.const 0)))
        (drop (call $recv (i32.const 3) (i32.const 64) (i32.const 1) (i32.const 0) (i32.const 32) (i32.const 36)))
        (i32.store (i32.const 68) (i32.load (i32.const 32)))
        (drop (call $write (i32.const 4) (i32.const 64) (i32.const 1) (i32.const 32)))
        (drop (call $fdstat (i32.const 4) (i32.const 128)))
        (call $exit (i32.load8_u (i32.const 128)))))`);

  test.each(['worker', 'process'] as const)(
    'has descriptors of what it was given, from 3 on (%s)',
    async (isolation) => {
      const server = createServer({ pauseOnConnect: true });
      await listen(server, LOOPBACK);
      onTestFinished(() => void server.close());
      const peer = client(portOf(server));
      const [accepted] = (await once(server, 'connection')) as [Socket];
      const [sender, receiver] = [createSocket('udp4'), createSocket('udp4').bind(0, '127.0.0.1')];
      onTestFinished(() => void receiver.close());
      await once(receiver, 'listening');
      sender.connect(receiver.address().port, '127.0.0.1');
      await once(sender, 'connect');
      const guest = spawnGuest(await program(), { isolation, sockets: { from: accepted, to: sender } });
      peer.write('hello');
      expect(String((await once(receiver, 'message'))[0])).toBe('hello');
      expect(await guest.exited).toBe(5);
    },
  );
});

describe('what is refused', () => {
  test.each<[unknown]>([
    [[]],
    ['web'],
    [{ web: '127.0.0.1:80' }],
    [{ web: -1 }],
    [{ web: 0.5 }],
    [{ web: null }],
    [{ web: { listen: 80 } }],
    [{ web: [[3]] }],
    [{ '': 3 }],
    [{ 'a:b': 3 }],
    [{ é: 3 }],
    [{ ['x'.repeat(256)]: 3 }],
  ])('%j', async (sockets) => {
    const options = { sockets } as GuestOptions;
    await expect(runGuest(await compiled(GUEST), options)).rejects.toThrow(OptionError);
    expect(() => spawnGuest(new Uint8Array(8), options as SpawnOptions)).toThrow(/sockets?/);
  });

  test('a descriptor that is none, or no socket', async () => {
    const wasm = await compiled(GUEST);
    for (const fd of [99_999, openOutput().descriptor]) {
      await expect(runGuest(wasm, { sockets: { a: fd } })).rejects.toThrow(
        /expected a socket, but descriptor \d+ is none/,
      );
      expect(() => spawnGuest(wasm, { sockets: { a: fd } })).toThrow(/expected a socket, but descriptor \d+ is none/);
    }
  });

  test('sockets of Node’s that are not open, or of which Node has data', async () => {
    const wasm = await compiled(GUEST);
    const fails = (socket: unknown, message: RegExp) =>
      expect(() => spawnGuest(wasm, { sockets: { a: socket } as NonNullable<SpawnOptions['sockets']> })).toThrow(
        message,
      );
    fails(new Socket(), /one that is open/);
    fails(createServer(), /one that is open/);
    fails(createSocket('udp4').unref(), /one that is open/);
    const server = createServer();
    await listen(server, LOOPBACK);
    onTestFinished(() => void server.close());
    const peer = client(portOf(server));
    fails(peer, /one that is connected/);
    const [accepted] = (await once(server, 'connection')) as [Socket];
    peer.write('x');
    await once(accepted, 'readable');
    fails(accepted, /pauseOnConnect/);
    accepted.destroy();
    const atPath = createServer();
    await listen(atPath, { path: join(temporaryDirectory(), 's') });
    onTestFinished(() => void atPath.close());
    fails(atPath, /whose file Node removes/);
  });

  test('what is refused leaves Node what it has', async () => {
    const server = createServer();
    await listen(server, LOOPBACK);
    onTestFinished(() => void server.close());
    const before = openDescriptors();
    const wasm = await compiled(GUEST);
    expect(() => spawnGuest(wasm, { sockets: { a: server, b: 99_999 } })).toThrow(OptionError);
    expect(server.listening).toBe(true);
    expect(openDescriptors()).toEqual(before);
  });

  test('more than the guest may have', async () => {
    const sockets = { a: [{ listen: '127.0.0.1:0' }, { listen: '127.0.0.1:0' }] };
    const running = runGuest(await compiled(GUEST), { sockets, limits: { sockets: 1 } });
    await expect(running).rejects.toThrow('limits.sockets');
  });
});
