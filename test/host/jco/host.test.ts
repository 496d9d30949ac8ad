// `wasock/host`: what the components may do, and when they are done.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  configure,
  createHost,
  type Denial,
  diagnostics,
  type HostOptions,
  HostStateError,
  host as mapped,
  OptionError,
  PolicyError,
} from 'wasock/host';
import type { SocketAddress } from '#host/generated/wit-types';
import { openSockets } from '../../support/descriptors.ts';
import { collectGarbage } from '../../support/garbage.ts';

type Api = typeof mapped;

interface Started {
  api: Api;
  report: typeof diagnostics.report;
  id: number;
  close(): void;
}

const ANYWHERE: SocketAddress = { tag: 'inet', val: { address: [127, 0, 0, 1], port: 0 } };

/** What a function gives, or the error case that it throws for jco. */
function outcome(operation: () => unknown): unknown {
  try {
    return operation() ?? 'done';
  } catch (error) {
    if (error instanceof Error && 'payload' in error) return error.payload;
    throw error;
  }
}

const bind = (host: Api) => outcome(() => host.Socket.create('inet', 'stream', 0).bind(ANYWHERE));

/** The two ways to a host with options; each is closed with the test. */
const WAYS: [name: string, start: (options: HostOptions) => Started][] = [
  ['configure', (options) => started(configure(options), mapped, diagnostics)],
  ['createHost', own],
];

function own(options: HostOptions = {}): Started {
  const created = createHost(options);
  return started(created, created.imports['wasock:sockets/host'], created.imports['wasock:sockets/diagnostics']);
}

function started({ id, close }: { id: number; close(): void }, api: Api, { report }: typeof diagnostics): Started {
  onTestFinished(close);
  return { api, report, id, close };
}

test('a component that nobody has configured may have pairs and sockets without an address, nothing else', () => {
  const before = openSockets();
  const [first, second] = mapped.Socket.pair('unix', 'stream', 0);
  expect(first.send(Uint8Array.of(1, 2), {})).toBe(2);
  expect(second.receive(10, {})).toEqual(Uint8Array.of(1, 2));
  expect(bind(mapped)).toBe('eacces');
  expect(outcome(() => mapped.Socket.create('inet', 'raw', 1))).toBe('eacces');
  expect(outcome(() => mapped.lookupAddress('localhost', undefined, { protocol: 0, flags: {} }))).toEqual({
    tag: 'system',
    val: 'eacces',
  });
  configure({}).close();
  expect(openSockets()).toEqual(before);
});

describe.each(WAYS)('%s', (_, start) => {
  test('allows what its policy says, tells of the rest, and passes warnings on', () => {
    const denied: Denial[] = [];
    const warnings: string[] = [];
    const { api, report } = start({
      policy: { bind: ['127.0.0.1'] },
      limits: { sockets: 2 },
      onDenied: (denial) => void denied.push(denial),
      onWarning: (message, severity) => void warnings.push(`${severity}: ${message}`),
    });
    expect(bind(api)).toBe('done');
    const socket = api.Socket.create('inet', 'stream', 0);
    expect(outcome(() => socket.connect({ tag: 'inet', val: { address: [127, 0, 0, 1], port: 9 } }))).toBe('eacces');
    expect(denied).toMatchObject([{ permission: 'connect', flag: '--allow-connect 127.0.0.1:9' }]);
    expect(outcome(() => api.Socket.create('inet', 'stream', 0))).toBe('emfile');
    report('notice', 'so it is');
    expect(warnings).toEqual(['notice: so it is']);
  });

  test('close() closes every socket, of which nothing works then', () => {
    const before = openSockets();
    const { api, close } = start({ policy: { all: true } });
    const listener = api.Socket.create('inet', 'stream', 0);
    listener.bind(ANYWHERE);
    listener.listen(1);
    const client = api.Socket.create('inet', 'stream', 0);
    client.connect(listener.localAddress());
    const server = listener.accept();
    const [first, second] = api.Socket.pair('unix', 'stream', 0);
    const rights = { parts: [Uint8Array.of(1)], control: [{ tag: 'rights' as const, val: [second] }] };
    first.sendMessage(rights, {});
    const { control } = second.receiveMessage(1, 100, {});
    const [passed] = control.flatMap((item) => (item.tag === 'rights' ? item.val : []));
    // Numbers that others have by then.
    close();
    const { api: other } = own();
    other.Socket.pair('unix', 'stream', 0);
    for (const socket of [listener, client, server, first, second, passed!]) {
      expect(outcome(() => socket.send(Uint8Array.of(1), {}))).toBe('ebadf');
      expect(outcome(() => socket.receive(1, {}))).toBe('ebadf');
      expect(outcome(() => socket.accept())).toBe('ebadf');
      expect(outcome(() => socket.localAddress())).toBe('ebadf');
      expect(outcome(() => socket.setOption('so-linger', { tag: 'linger', val: { enabled: true, seconds: 9 } }))).toBe(
        'ebadf',
      );
    }
    close();
    expect(openSockets()).toHaveLength(before.length + 2);
  });

  test('gives its guest an id, by which others hand it sockets until it is closed', () => {
    const giver = start({});
    const taker = own();
    expect(giver.api.guestId()).toBe(giver.id);
    const [first, second] = giver.api.Socket.pair('unix', 'stream', 0);
    const taken = taker.api.Socket.take(second.offer(taker.id));
    taken.send(Uint8Array.of(7), {});
    expect(first.receive(1, {})).toEqual(Uint8Array.of(7));
    const spent = second.offer(taker.id);
    giver.close();
    expect(outcome(() => taker.api.Socket.take(spent))).toBe('einval');
    expect(outcome(() => taken.offer(giver.id))).toBe('esrch');
  });

  test('cannot be closed by a callback in the middle of a call', () => {
    let failure: unknown;
    const { api, report, close } = start({
      onWarning() {},
      onDenied() {
        // A call inside the call, which asks and is over.
        report('notice', 'again');
        try {
          close();
        } catch (error) {
          failure = error;
        }
      },
    });
    expect(bind(api)).toBe('eacces');
    expect(failure).toBeInstanceOf(HostStateError);
    expect(bind(api)).toBe('eacces');
  });

  test.each<[unknown, new (...words: never[]) => Error, string]>([
    [null, OptionError, 'null is not a valid option: expected an object'],
    ['all', OptionError, 'all is not a valid option: expected an object'],
    [{ connect: ['*'] }, OptionError, "'connect' is not a valid option: expected one of policy, limits, onWarning,"],
    [{ policy: 'all' }, OptionError, "'policy' is not a valid option: expected an object with rules"],
    [{ policy: ['all'] }, OptionError, "'policy' is not a valid option: expected an object with rules"],
    [
      { limits: { sockets: '4' } },
      OptionError,
      'limits.sockets is not a valid option: expected a number from 0 on, or Infinity',
    ],
    [
      { limits: { sockets: NaN } },
      OptionError,
      'limits.sockets is not a valid option: expected a number from 0 on, or Infinity',
    ],
    [{ onDenied: true }, OptionError, "'onDenied' is not a valid option: expected a function"],
    [{ policy: { connect: ['127.0.0.1:http'] } }, PolicyError, 'is not a valid rule'],
    [{ policy: { allowAll: true } }, PolicyError, "'allowAll' is not a valid rule"],
  ])('refuses options like %j', (options, error, message) => {
    const wrong = options as HostOptions;
    expect(() => start(wrong)).toThrow(error);
    expect(() => start(wrong)).toThrow(message);
    expect(bind(mapped)).toBe('eacces');
  });
});

test('configure() wants options', () => {
  const untyped: (options?: HostOptions) => unknown = configure as () => unknown;
  expect(() => untyped()).toThrow(OptionError);
});

test('configure() is refused while another holds, and what it allowed ends with it', () => {
  const first = configure({ policy: { all: true } });
  onTestFinished(first.close);
  expect(() => configure({})).toThrow(HostStateError);
  expect(bind(mapped)).toBe('done');
  first.close();
  expect(bind(mapped)).toBe('eacces');
  const second = configure({ policy: { bind: ['*'] } });
  onTestFinished(second.close);
  first.close();
  expect(bind(mapped)).toBe('done');
  second[Symbol.dispose]();
  expect(bind(mapped)).toBe('eacces');
});

test('of what close() closed nothing becomes ready, so it is not waited for', () => {
  const { close } = configure({});
  const [socket] = mapped.Socket.pair('unix', 'stream', 0);
  close();
  expect(outcome(() => mapped.select([socket], [], [], undefined))).toBe('ebadf');
});

test('configure() holds for what was open before', () => {
  const socket = mapped.Socket.create('inet', 'stream', 0);
  expect(outcome(() => socket.bind(ANYWHERE))).toBe('eacces');
  const { close } = configure({ policy: { bind: ['127.0.0.1'] } });
  onTestFinished(close);
  expect(outcome(() => socket.bind(ANYWHERE))).toBe('done');
});

test('a host that is closed makes no sockets', () => {
  const { api, close } = own({ policy: { all: true } });
  close();
  expect(() => api.Socket.create('inet', 'stream', 0)).toThrow(HostStateError);
  expect(() => api.Socket.pair('unix', 'stream', 0)).toThrow(HostStateError);
  expect(() => api.Socket.take('1')).toThrow(HostStateError);
  expect(() => api.select([], [], [], 0n)).toThrow(HostStateError);
  expect(() => api.guestId()).toThrow(HostStateError);
});

test('what is no socket of the host is none, however it looks', () => {
  const { api } = own();
  const other = own().api.Socket.pair('unix', 'stream', 0)[0];
  // So jco makes an object of a handle that it has not given out.
  const madeUp: typeof other = Object.create(api.Socket.prototype);
  expect(() => madeUp.send(Uint8Array.of(1), {})).toThrow(TypeError);
  expect(() => api.select([madeUp], [], [], 0n)).toThrow(TypeError);
  expect(() => api.select([other], [], [], 0n)).toThrow(TypeError);
});

test('a host that nobody refers to any longer is closed', async () => {
  const before = openSockets();
  (() => {
    const told: unknown[] = [];
    const tell = (what: unknown): void => void told.push(what, unheld);
    const unheld = createHost({ onDenied: tell, onWarning: tell });
    const { Socket } = unheld.imports['wasock:sockets/host'];
    Socket.pair('unix', 'stream', 0);
  })();
  await expect
    .poll(() => {
      collectGarbage();
      return openSockets();
    })
    .toEqual(before);
});

test('the sockets of a thread are closed when it ends, also where it waits', async () => {
  const before = openSockets();
  const thread = (code: string) =>
    new Worker(
      `import('wasock/host').then(({ host, createHost }) => {
         const own = createHost().imports['wasock:sockets/host'];
         const [socket] = host.Socket.pair('unix', 'stream', 0);
         own.Socket.pair('unix', 'stream', 0);
         require('node:worker_threads').parentPort.postMessage('open');
         ${code}
       });`,
      { eval: true, execArgv: [] },
    );
  const ending = thread('');
  await once(ending, 'exit');
  expect(openSockets()).toEqual(before);
  const waiting = thread('socket.receive(1, {})');
  await once(waiting, 'message');
  await waiting.terminate();
});
