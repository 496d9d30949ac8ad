// What stands for PHP's objects in JavaScript: how they live and die, and who may use them.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test, vi } from 'vitest';
import {
  AddressInfo,
  AF_INET,
  AF_UNIX,
  createPhp,
  type OptionValue,
  type Php,
  PhpStateError,
  PolicyError,
  SCM_RIGHTS,
  SO_LINGER,
  SO_RCVTIMEO,
  SO_REUSEADDR,
  SOCK_STREAM,
  Socket,
  SOL_SOCKET,
} from 'wasock/php';
import { GuestMemory } from '#host/abi/guest-memory';
import { openSockets } from '../support/descriptors.ts';
import { collectGarbage } from '../support/garbage.ts';
import { defined, pairOf, text, usePhp } from './support.ts';

const CLOSED = 'Argument #1 ($socket) has already been closed';

/** A garbage collection, and what waits for one: the finalizers. */
async function collect(): Promise<void> {
  collectGarbage();
  await new Promise((resolve) => setImmediate(resolve));
}

test('sockets and address infos are objects of their classes, each one of its own', () => {
  const php = usePhp({ policy: { lookup: ['*'] } });
  const [first, second] = pairOf(php);
  expect(first).toBeInstanceOf(Socket);
  expect(first).not.toBe(second);
  const infos = defined(php.socketAddrinfoLookup('127.0.0.1', '80'));
  expect(infos[0]).toBeInstanceOf(AddressInfo);
  expect(new Set(infos).size).toBe(infos.length);
});

test('what could not be created is nobody that could be handed a socket', () => {
  const instance = vi.spyOn(WebAssembly, 'Instance').mockImplementation(() => {
    throw new RangeError('out of memory');
  });
  expect(() => createPhp()).toThrow('out of memory');
  instance.mockRestore();
  const php = usePhp();
  expect(php.socketWsaprotocolInfoExport(pairOf(php)[0], php.getmypid() - 1)).toBeUndefined();
});

test('the classes cannot be instantiated', () => {
  expect(() => Reflect.construct(Socket, [])).toThrow(TypeError);
  expect(() => Reflect.construct(AddressInfo, [Symbol('key'), {}, 'AddressInfo', 0])).toThrow(TypeError);
});

test('a closed socket can still be passed: PHP warns', () => {
  const php = usePhp();
  const [socket] = pairOf(php);
  php.socketClose(socket);
  php.socketClose(socket);
  expect(php.socketRead(socket, 1)).toBeUndefined();
  expect(php.warnings).toEqual([`socket_close(): ${CLOSED}`, `socket_read(): ${CLOSED}`]);
});

test('dropping a socket closes it, once, and using it is a TypeError', () => {
  const php = usePhp();
  const [first, second] = pairOf(php);
  first[Symbol.dispose]();
  first[Symbol.dispose]();
  expect(php.socketRead(second, 1)).toEqual(new Uint8Array(0));
  expect(() => php.socketRead(first, 1)).toThrow('socketRead(): socket must be a Socket that has not been dropped');
  expect(php.warnings).toEqual([]);
});

test('what an argument drops while it is looked at goes after the call, and closes nothing that the call works on', () => {
  const php = usePhp();
  const [first, second] = pairOf(php);
  const message = {
    get iov() {
      first[Symbol.dispose]();
      return ['farewell'];
    },
  };
  expect(php.socketSendmsg(first, message)).toBe(8);
  expect(text(php.socketRead(second, 100))).toBe('farewell');
  expect(php.socketRead(second, 100)).toEqual(new Uint8Array(0));
});

test('an argument that closes everything, or calls, while it is looked at is refused, and the next call is not', () => {
  const php = usePhp();
  const [first, second] = pairOf(php);
  const closing = {
    get iov() {
      php.close();
      return ['x'];
    },
  };
  expect(() => php.socketSendmsg(first, closing)).toThrow(PhpStateError);
  expect(php.socketWrite(first, 'y')).toBe(1);
  expect(text(php.socketRead(second, 100))).toBe('y');
});

test('dropping a closed socket does not close the one that has its descriptor now', () => {
  const php = usePhp();
  const [first] = pairOf(php);
  php.socketClose(first);
  const [third, fourth] = pairOf(php);
  first[Symbol.dispose]();
  php.socketWrite(third, 'x');
  expect(text(php.socketRead(fourth, 1))).toBe('x');
});

test('a socket that nobody refers to is closed', async () => {
  const php = usePhp();
  const before = openSockets().length;
  for (let count = 0; count < 100; count++) pairOf(php);
  while (openSockets().length > before) await collect();
  const pair = pairOf(php);
  await collect();
  expect(php.socketWrite(pair[0], 'still there')).toBe(11);
});

test('an object of functions that nobody refers to is closed with its sockets', async () => {
  const before = openSockets().length;
  (() => {
    const php = createPhp();
    php.socketSelect(pairOf(php), null, null, 0);
  })();
  while (openSockets().length > before) await collect();
  expect(openSockets()).toHaveLength(before);
});

test('callbacks that refer to the object, and to its sockets, do not keep it', async () => {
  const before = openSockets().length;
  (() => {
    const kept: unknown[] = [];
    const php: Php = createPhp({
      onWarning: () => void kept.push(php),
      onDenied: () => void kept.push(php),
    });
    kept.push(php, ...pairOf(php));
    php.socketCreate(77, SOCK_STREAM, 0);
    php.socketConnect(defined(php.socketCreate(AF_INET, SOCK_STREAM, 0)), '127.0.0.1', 80);
  })();
  while (openSockets().length > before) await collect();
  expect(openSockets()).toHaveLength(before);
});

test('ten thousand sockets come and go in the place of two', () => {
  const php = usePhp({ limits: { sockets: 4 } });
  for (let count = 0; count < 5_000; count++) {
    for (const socket of pairOf(php)) socket[Symbol.dispose]();
  }
  expect(php.warnings).toEqual([]);
});

test("another object's sockets are refused", () => {
  const [socket] = pairOf(usePhp());
  const second = usePhp();
  const message = 'socketSelect(): read[0] must be a Socket of this object, not of another createPhp()';
  expect(() => second.socketSelect([socket])).toThrow(message);
});

test('a wrong argument is a TypeError that names it, and leaves nothing behind', () => {
  const php = usePhp();
  const [socket] = pairOf(php);
  const wrong: [call: (...args: never[]) => unknown, args: unknown[], message: string][] = [
    [php.socketCreate, [AF_UNIX, SOCK_STREAM], 'socketCreate(): protocol must be a whole number from'],
    [php.socketRead, ['socket', 1], 'socketRead(): socket must be a Socket'],
    [php.socketRead, [socket, 1.5], 'socketRead(): length must be a whole number from -2147483648 to 2147483647'],
    [php.socketRead, [socket, 2 ** 31], 'socketRead(): length must be a whole number'],
    [php.socketBind, [socket, 127001], 'socketBind(): address must be a string'],
    [php.socketWrite, [socket, [1, 2]], 'socketWrite(): data must be a Uint8Array or a string'],
    [php.socketSelect, [socket], 'socketSelect(): read must be an array'],
    [php.socketSelect, [[socket, null]], 'socketSelect(): read[1] must be a Socket'],
    [php.socketSetOption, [socket, 1, 2, null], 'socketSetOption(): value must be a whole number from'],
    [php.socketSetOption, [socket, 1, 2, {}], 'or an object of lOnoff, lLinger, or an object of sec, usec, or'],
    [php.socketSetOption, [socket, 1, 2, { lOnof: 1, lLinger: 1 }], 'socketSetOption(): value must be a whole number'],
    [php.socketSetOption, [socket, 1, 2, { lOnoff: 1 }], 'socketSetOption(): value.lLinger is missing'],
    [php.socketSetOption, [socket, 1, 2, { group: '224.0.0.1' }], 'socketSetOption(): value.interface is missing'],
    [
      php.socketSetOption,
      [socket, 1, 2, { tag: 'int', val: 1, value: 1 }],
      "socketSetOption(): value has an unknown key 'value': there are tag, val",
    ],
    [
      php.socketSetOption,
      [socket, 1, 2, { tag: 'no' }],
      'socketSetOption(): value must be an object whose tag is one of',
    ],
    [
      php.socketSetOption,
      [socket, SOL_SOCKET, SO_LINGER, { tag: 'linger', val: { lOnoff: 1 } }],
      'socketSetOption(): value.val.lLinger is missing',
    ],
    [
      php.socketAddrinfoLookup,
      ['127.0.0.1', '80', { ai_family: AF_INET }],
      "socketAddrinfoLookup(): hints has an unknown key 'ai_family': there are aiFlags, aiFamily, aiSocktype, aiProtocol",
    ],
    [
      php.socketSendmsg,
      [socket, { iov: ['x', 1] }],
      'socketSendmsg(): message.iov[1] must be a Uint8Array or a string',
    ],
  ];
  for (const [call, args, message] of wrong) {
    const wrongly = () => Reflect.apply(call, php, args);
    expect(wrongly).toThrow(TypeError);
    expect(wrongly).toThrow(message);
  }
  expect(php.warnings).toEqual([]);
});

test('warnings come in order, before the call returns', () => {
  const events: string[] = [];
  using php = createPhp({ onWarning: (message, severity) => void events.push(`${severity}: ${message}`) });
  events.push('before');
  php.socketCreate(77, 77, 0);
  events.push('after');
  expect(events).toEqual([
    'before',
    'warning: socket_create(): invalid socket domain [77] specified for argument 1, assuming AF_INET',
    'warning: socket_create(): invalid socket type [77] specified for argument 2, assuming SOCK_STREAM',
    'after',
  ]);
});

test('what a callback throws the call throws, and the next call works', () => {
  const php = createPhp({
    onWarning: (message) => {
      throw new RangeError(message);
    },
  });
  expect(() => php.socketCreate(77, SOCK_STREAM, 0)).toThrow(RangeError);
  expect(pairOf(php)).toHaveLength(2);
  php.close();
});

test('a callback cannot call into the middle of a call, but may drop sockets', () => {
  const thrown: unknown[] = [];
  const sockets: Socket[] = [];
  const php = createPhp({
    onWarning: () => {
      for (const socket of sockets.splice(0)) socket[Symbol.dispose]();
      for (const call of [() => php.socketLastError(), () => php.close()]) {
        try {
          call();
        } catch (error) {
          thrown.push(error);
        }
      }
    },
  });
  const [first, second] = pairOf(php);
  sockets.push(first);
  php.socketCreate(77, SOCK_STREAM, 0);
  expect(thrown.map(String)).toEqual([
    'PhpStateError: socketLastError(): another call is still running',
    'PhpStateError: close(): another call is still running',
  ]);
  expect(php.socketRead(second, 1)).toEqual(new Uint8Array(0));
  php.close();
});

test('closing the object closes every socket; calls throw from then on', () => {
  const before = openSockets();
  const php = createPhp();
  const [first] = pairOf(php);
  php.close();
  php.close();
  expect(openSockets()).toEqual(before);
  expect(() => php.socketRead(first, 1)).toThrow(PhpStateError);
  first[Symbol.dispose]();
});

test('a call that traps ends the object, and says why to the next', () => {
  const before = openSockets();
  const php = createPhp();
  const [first] = pairOf(php);
  const landing = vi.spyOn(GuestMemory.prototype, 'landing').mockImplementation(() => {
    throw new WebAssembly.RuntimeError('unreachable');
  });
  expect(() => php.socketRead(first, 1)).toThrow(WebAssembly.RuntimeError);
  landing.mockRestore();
  expect(openSockets()).toEqual(before);
  expect(() => php.socketLastError()).toThrow('socketLastError(): an earlier call failed');
});

test('nothing is allowed unless the policy says so, and onDenied tells what would allow it', () => {
  const flags: (string | undefined)[] = [];
  const php = usePhp({ policy: {}, onDenied: ({ flag }) => void flags.push(flag) });
  const socket = defined(php.socketCreate(AF_INET, SOCK_STREAM, 0));
  expect(php.socketConnect(socket, '127.0.0.1', 80)).toBe(false);
  expect(php.warnings).toEqual(['socket_connect(): unable to connect [13]: Permission denied']);
  expect(flags).toEqual(['--allow-connect 127.0.0.1:80']);
  expect(() => createPhp({ policy: { connect: ['nonsense:x'] } })).toThrow(PolicyError);
});

test('each thread has an object of its own, whose sockets are closed when it ends', async () => {
  const before = openSockets();
  const worker = new Worker(new URL('worker.mjs', import.meta.url));
  const exited = once(worker, 'exit');
  const [said] = await once(worker, 'message');
  await exited;
  expect(said).toBe('hello');
  expect(openSockets()).toEqual(before);
});

test('a thread that is blocked in a call can be terminated', async () => {
  const worker = new Worker(new URL('worker.mjs', import.meta.url), { workerData: 'block' });
  await once(worker, 'message');
  expect(await worker.terminate()).toBe(1);
});

test('what may be an int, a string or an array is taken as it is', () => {
  const php = usePhp();
  const [socket] = pairOf(php);
  const level = SOL_SOCKET;
  const after = (option: number, value: OptionValue) => {
    expect(php.socketSetOption(socket, level, option, value)).toBe(true);
    return php.socketGetOption(socket, level, option)?.val;
  };
  expect(after(SO_REUSEADDR, 1)).toBe(1);
  expect(after(SO_REUSEADDR, false)).toBe(0);
  expect(after(SO_REUSEADDR, '1')).toBe(1);
  expect(after(SO_REUSEADDR, { tag: 'int', val: 0 })).toBe(0);
  expect(after(SO_LINGER, { lOnoff: 1, lLinger: 3 })).toEqual({ lOnoff: 1, lLinger: 3 });
  expect(after(SO_RCVTIMEO, { sec: 2, usec: 500_000 })).toEqual({ sec: 2, usec: 500_000 });
  expect(php.warnings).toEqual([]);
});

test('control data is taken as it is', () => {
  const php = usePhp();
  const [socket, peer] = pairOf(php);
  const [sent] = pairOf(php);
  php.socketSendmsg(socket, { iov: ['x'], control: [{ level: SOL_SOCKET, type: SCM_RIGHTS, data: [sent] }] });
  const controllen = php.socketCmsgSpace(SOL_SOCKET, SCM_RIGHTS, 1);
  const message = php.socketRecvmsg(peer, { bufferSize: 1, controllen });
  expect(message?.control[0]?.data).toMatchObject({ tag: 'sockets', val: [{ [Symbol.toStringTag]: 'Socket' }] });
});
