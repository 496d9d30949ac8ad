// The classes of `wasock/wasi` as jco's modules use them: what is an instance, what a call takes, and jco's own objects beside.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { clocks, io } from '@bytecodealliance/preview2-shim';
import { _createPreopenDescriptor } from '@bytecodealliance/preview2-shim/filesystem';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { PolicyRules } from 'wasock';
import { type ComponentHost, createHost, type Denial, GuestExit, HostStateError, OptionError } from 'wasock/host';
import { openSockets } from '../../support/descriptors.ts';
import { listen, portOf } from '../../support/peer.ts';
import { temporaryDirectory } from '../../support/temporary.ts';

type Callee = (this: unknown, ...args: unknown[]) => unknown;
/** Functions, or an object with methods. */
type Api = Record<string, Callee>;

/** WASI of one host. */
class Guest {
  readonly host: ComponentHost;
  readonly denied: Denial[] = [];

  constructor(policy: PolicyRules = {}) {
    this.host = createHost({ policy, onDenied: (denial) => void this.denied.push(denial) });
    onTestFinished(() => this.host.close());
  }

  of(name: `wasi:${string}`): Api {
    return Object(this.host.imports[name]);
  }

  class(name: `wasi:${string}`, word: string): { readonly prototype: Api } {
    return Object(this.of(name)[word]);
  }

  tcp(): Api {
    return Object(this.of('wasi:sockets/tcp-create-socket')['createTcpSocket']!('ipv4'));
  }

  network(): unknown {
    return this.of('wasi:sockets/instance-network')['instanceNetwork']!();
  }

  /** The streams of a connection. */
  connected(port: number): [socket: Api, input: Api, output: Api] {
    const socket = this.tcp();
    socket['startConnect']!(this.network(), addressOf(port));
    Object(socket['subscribe']!()).block();
    return [socket, ...(socket['finishConnect']!() as [Api, Api])];
  }

  poll(...pollables: unknown[]): number[] {
    return [...(this.of('wasi:io/poll')['poll']!(pollables) as Uint32Array)];
  }
}

const addressOf = (port: number) => ({ tag: 'ipv4', val: { port, address: [127, 0, 0, 1] } });
const drop = (object: object): unknown => Reflect.apply(Reflect.get(object, Symbol.dispose), object, []);

/** What a function throws. */
function thrown(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return undefined;
}

/** A server in the backlog of which a connection waits, and is never accepted by anyone who says something. */
async function silent(): Promise<number> {
  const server = createServer();
  onTestFinished(() => void server.close());
  await listen(server, { port: 0, host: '127.0.0.1' });
  return portOf(server);
}

let guest: Guest;
beforeEach(() => {
  guest = new Guest({ connect: ['127.0.0.1'] });
});

test('each class makes instances of its own objects, and of nothing that has its prototype only', () => {
  const TcpSocket = guest.class('wasi:sockets/tcp', 'TcpSocket') as unknown as Callee;
  const socket = guest.tcp();
  expect(socket instanceof TcpSocket).toBe(true);
  expect(guest.network() instanceof TcpSocket).toBe(false);
  const forged: Api = Object.create(guest.class('wasi:sockets/tcp', 'TcpSocket').prototype as object);
  expect(forged instanceof TcpSocket).toBe(false);
  expect(() => forged['startListen']!()).toThrow(new TypeError('not a TcpSocket of this host'));
});

test('an error is thrown with the case as its payload, and a denial is told', async () => {
  const port = await silent();
  const denied = new Guest({ connect: ['127.0.0.2'] });
  const outcome = thrown(() => denied.tcp()['startConnect']!(denied.network(), addressOf(port)));
  expect(outcome).toMatchObject({ payload: 'access-denied' });
  expect(denied.denied).toMatchObject([{ permission: 'connect', flag: `--allow-connect 127.0.0.1:${port}` }]);
  expect(guest.denied).toEqual([]);
});

test('what is dropped is closed, the socket with the last of its streams', async () => {
  const before = openSockets();
  const [socket, input, output] = guest.connected(await silent());
  const during = openSockets().length;
  drop(socket);
  drop(input);
  drop(input);
  expect(openSockets().length).toBe(during);
  drop(output);
  expect(guest.host.usage().sockets.current).toBe(0);
  expect(() => output['checkWrite']!()).toThrow(TypeError);
  // The server's ends are the test's own.
  expect(openSockets().length).toBeLessThan(during);
  expect(before.length).toBeLessThanOrEqual(openSockets().length);
});

describe('arguments', () => {
  test.each([
    ['a number for a string', () => guest.of('wasi:sockets/ip-name-lookup')['resolveAddresses']!(guest.network(), 7)],
    ['another family', () => guest.of('wasi:sockets/tcp-create-socket')['createTcpSocket']!('ipv5')],
    ['a number for a bigint', () => guest.of('wasi:clocks/monotonic-clock')['subscribeDuration']!(7)],
    ['a socket for a network', () => guest.tcp()['startConnect']!(guest.tcp(), addressOf(1))],
    ['an address without a port', () => guest.tcp()['startConnect']!(guest.network(), { tag: 'ipv4', val: {} })],
    ['an array for bytes', () => Object(guest.of('wasi:cli/stdout')['getStdout']!()).write([1])],
    ['a clock for a stream', () => guest.poll(guest.network())],
    ['nothing', () => guest.of('wasi:random/random')['getRandomBytes']!()],
  ])('of another type reach no operation: %s', (_, call) => {
    expect(thrown(call)).toBeInstanceOf(TypeError);
  });

  test('the error says which one it is', () => {
    expect(() =>
      guest.tcp()['startConnect']!(guest.network(), { tag: 'ipv4', val: { port: -1, address: [] } }),
    ).toThrow('TcpSocket.startConnect(): remoteAddress.val.port must be a whole number from 0 to 65535');
  });

  test('of another host are refused', () => {
    const other = new Guest({ connect: ['127.0.0.1'] });
    const { startListen } = guest.class('wasi:sockets/tcp', 'TcpSocket').prototype;
    expect(() => Reflect.apply(startListen!, other.tcp(), [])).toThrow('not a TcpSocket of this host');
    expect(() => guest.tcp()['startConnect']!(other.network(), addressOf(1))).toThrow('not a Network of this host');
  });
});

describe('objects of jco’s own WASI', () => {
  /** A stream of a file. */
  function fileStream(text: string): Api {
    const folder = temporaryDirectory();
    writeFileSync(join(folder, 'file'), text);
    const file: Api = Object(
      (_createPreopenDescriptor(folder) as unknown as Api)['openAt']!({}, 'file', {}, { read: true }),
    );
    return Object(file['readViaStream']!(0n));
  }

  /** The error of a stream. */
  const errorOf = (code: string): object => Reflect.construct(io.error.Error, [{ code }]);

  test('are instances of the classes of wasi:io', () => {
    const { Pollable } = guest.of('wasi:io/poll');
    const { InputStream, OutputStream } = guest.of('wasi:io/streams');
    const timer: object = clocks.monotonicClock.subscribeDuration(1n);
    const stream = fileStream('x');
    expect([timer instanceof Pollable!, stream instanceof InputStream!]).toEqual([true, true]);
    expect([timer instanceof InputStream!, stream instanceof OutputStream!, {} instanceof Pollable!]).toEqual([
      false,
      false,
      false,
    ]);
    expect(errorOf('EIO') instanceof guest.of('wasi:io/error')['Error']!).toBe(true);
  });

  test('are polled beside those of this one, whichever is ready first', async () => {
    const [, input, output] = guest.connected(await silent());
    const readable = input['subscribe']!();
    const soon = clocks.monotonicClock.subscribeDuration(20_000_000n);
    const late = clocks.monotonicClock.subscribeDuration(3_600_000_000_000n);
    expect(guest.poll(readable, late, soon)).toEqual([2]);
    expect(guest.poll(late, output['subscribe']!())).toEqual([1]);
    const own = guest.of('wasi:clocks/monotonic-clock')['subscribeDuration']!(20_000_000n);
    expect(guest.poll(late, readable, own)).toEqual([2]);
  });

  test('are spliced into a stream of this one', async () => {
    let received = '';
    const server = createServer((connection) => connection.on('data', (data) => void (received += String(data))));
    onTestFinished(() => void server.close());
    await listen(server, { port: 0, host: '127.0.0.1' });
    const [, , output] = guest.connected(portOf(server));
    const file = fileStream('from a file');
    expect(output['blockingSplice']!(file, 100n)).toBe(11n);
    expect(thrown(() => output['blockingSplice']!(file, 100n))).toMatchObject({ payload: { tag: 'closed' } });
    await expect.poll(() => received).toBe('from a file');
  });

  test('say what their errors are', () => {
    const { filesystemErrorCode } = guest.of('wasi:filesystem/types');
    expect(filesystemErrorCode!(errorOf('ENOTDIR'))).toBe('not-directory');
    expect(filesystemErrorCode!(errorOf('no error'))).toBe('io');
  });
});

describe('a closed host', () => {
  test('has no functions any more, nor have the objects of its guest; descriptors are closed once', async () => {
    const before = openSockets();
    const [socket, input, output] = guest.connected(await silent());
    const pollable = input['subscribe']!();
    guest.host.close();
    expect(openSockets().length).toBeLessThanOrEqual(before.length + 2);
    for (const call of [
      () => socket['isListening']!(),
      () => input['read']!(1n),
      () => output['checkWrite']!(),
      () => Object(pollable).ready(),
      () => guest.tcp(),
      () => guest.poll(pollable),
    ]) {
      expect(thrown(call)).toBeInstanceOf(HostStateError);
    }
    const other = new Guest({ connect: ['127.0.0.1'] });
    // It has the numbers of the descriptors that were closed.
    const [, , theirs] = other.connected(await silent());
    for (const object of [socket, input, output, Object(pollable)]) drop(object);
    expect(theirs['checkWrite']!()).toBeGreaterThan(0n);
  });
});

test('arguments, environment, streams and directories are those of the options', () => {
  const host = createHost({ args: ['guest', 'x'], env: { A: 'b' }, dirs: { '/here': '.' } });
  onTestFinished(() => host.close());
  const { getArguments, getEnvironment, initialCwd } = Object(host.imports['wasi:cli/environment']);
  expect([getArguments(), getEnvironment(), initialCwd()]).toEqual([['guest', 'x'], [['A', 'b']], undefined]);
  const [[directory, path]] = Object(host.imports['wasi:filesystem/preopens']).getDirectories();
  expect(path).toBe('/here');
  expect(directory.getType()).toBe('directory');
  expect(() => createHost({ dirs: { '/here': '/nowhere/at/all' } })).toThrow(OptionError);
  expect(() => createHost({ args: 'x' } as object)).toThrow(OptionError);
});

test('without options there are none of the embedder’s', () => {
  const { getArguments, getEnvironment } = guest.of('wasi:cli/environment');
  expect([getArguments!(), getEnvironment!()]).toEqual([['guest'], []]);
  expect(guest.of('wasi:filesystem/preopens')['getDirectories']!()).toEqual([]);
});

test('an exit ends the guest with an error that says the code', () => {
  const { exit, exitWithCode } = guest.of('wasi:cli/exit');
  expect(thrown(() => exit!({ tag: 'err' }))).toBeInstanceOf(GuestExit);
  expect(thrown(() => exitWithCode!(7))).toMatchObject({ exitCode: 7 });
});
