// A function in the place of rules, wherever a guest runs: what it answers holds, and what is no answer denies.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import {
  type Denial,
  GuestKilled,
  LimitError,
  type PolicyFunction,
  type PolicyRequest,
  runGuest,
  spawnGuest,
} from 'wasock';
import { createHost } from 'wasock/host';
import { AF_INET, createPhp, SOCK_STREAM } from 'wasock/php';
import { Host } from '#host/host';
import { FunctionPolicy, Pending } from '#host/policy/function-policy';
import { asked as askedFor } from '#host/socket/asked';
import { bind } from '#host/socket/connection';
import { create } from '#host/socket/create';
import type { HostSocket } from '#host/socket/host-socket';
import { SuspendingWaiter } from '#host/wait/suspending';
import { openSockets } from '../support/descriptors.ts';
import { Command } from '../support/command-line.ts';
import { NODE_26 } from '../support/families.ts';
import { compiled, openOutput } from '../support/guest.ts';
import { listen, portOf } from '../support/peer.ts';
import { ip, unix, v4 } from '../support/socket-addresses.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const GUEST = fileURLToPath(new URL('../cli/guests/asks.ts', import.meta.url));

let wasm: Uint8Array;
beforeAll(async () => {
  wasm = await compiled(GUEST);
});

type Start = (options: Parameters<typeof runGuest>[1] & object) => Promise<number>;

const ROUTES: [name: string, start: Start][] = [
  ['runGuest', (options) => runGuest(wasm, options)],
  ['spawnGuest', (options) => spawnGuest(wasm, options).exited],
  ['spawnGuest, in a process', (options) => spawnGuest(wasm, { ...options, isolation: 'process' }).exited],
];

const quiet = { onWarning() {} };

describe.each(ROUTES)('%s', (name, start) => {
  /** Runs a guest. @returns the errors that it had, and what was asked and denied */
  async function outcome(args: string[], policy: PolicyFunction) {
    const { descriptor, lines } = openOutput();
    const asked: PolicyRequest[] = [];
    const denied: Denial[] = [];
    const ask: PolicyFunction = (request) => {
      asked.push(request);
      return policy(request);
    };
    const options = {
      args: ['guest', ...args],
      stdout: descriptor,
      onDenied: (denial: Denial) => void denied.push(denial),
    };
    expect(await start({ ...quiet, ...options, policy: ask })).toBe(0);
    return { errors: lines().map((line) => Number(line.split(' ')[1])), asked, denied };
  }

  test('asks it about everything that rules are about', async () => {
    const path = join(temporaryDirectory(), 's');
    const { errors, asked, denied } = await outcome(
      [
        'connect=127.0.0.1=9',
        'bind=127.0.0.1=0',
        'listen',
        `bind=${path}`,
        'lookup=localhost',
        'join=224.0.0.251',
        'raw',
      ],
      () => false,
    );
    expect(errors).toEqual([13, 13, 13, 13, 0, 13, 13]);
    const internet = { transport: 'tcp', hosts: [], isPrivate: true };
    expect(asked).toEqual([
      {
        ...internet,
        permission: 'connect',
        subject: '127.0.0.1:9',
        pattern: '127.0.0.1:9',
        address: '127.0.0.1',
        port: 9,
      },
      {
        ...internet,
        permission: 'bind',
        subject: '127.0.0.1:0',
        pattern: '127.0.0.1:0',
        address: '127.0.0.1',
        port: 0,
      },
      { ...internet, permission: 'bind', subject: '0.0.0.0:0', pattern: '0.0.0.0:0', address: '0.0.0.0', port: 0 },
      { permission: 'bind', subject: `unix:${path}`, pattern: `unix:${path}`, transport: 'other', path },
      { permission: 'lookup', subject: 'localhost', pattern: 'localhost', host: 'localhost' },
      { permission: 'multicast', subject: '224.0.0.251', address: '224.0.0.251', isPrivate: true },
      { permission: 'raw', subject: 'inet raw socket' },
    ]);
    const frozen = asked.map(
      (request) => Object.isFrozen(request) && Object.isFrozen(request.hosts ?? Object.freeze([])),
    );
    expect(frozen).toEqual(asked.map(() => true));
    expect(denied.map(({ subject }) => subject)).toEqual(asked.map(({ subject }) => subject));
  });

  test('allows what it answers true to, each time anew', async () => {
    let answers = 0;
    const { errors } = await outcome(
      ['bind=127.0.0.1=0', 'bind=127.0.0.1=0', 'bind=127.0.0.1=0'],
      () => ++answers !== 2,
    );
    expect(errors).toEqual([0, 13, 0]);
  });

  test('tells it by which name an address was looked up', async () => {
    const { errors, asked } = await outcome(
      ['connect=LocalHost=9', 'connect=127.0.0.1=9'],
      ({ permission, hosts }) => permission === 'lookup' || hosts?.includes('localhost') === true,
    );
    expect(errors).toEqual([111, 111]);
    expect(asked.at(-1)).toMatchObject({ permission: 'connect', hosts: ['localhost'] });
  });

  const wrong: [name: string, policy: () => unknown, cause: unknown][] = [
    [
      'throws',
      () => {
        throw new RangeError('thrown by the function');
      },
      expect.objectContaining({ message: 'thrown by the function' }),
    ],
    ['answers 1', () => 1, expect.any(TypeError)],
    ["answers 'true'", () => 'true', expect.any(TypeError)],
    ['answers nothing', () => {}, expect.any(TypeError)],
    ['answers an object', () => ({ allowed: true }), expect.any(TypeError)],
    ['rejects', () => Promise.reject(new RangeError('rejected')), expect.any(Error)],
    ['resolves to 1', () => Promise.resolve(1), expect.any(TypeError)],
  ];
  test.each(wrong)('denies what it %s at, and says why', async (_, policy, cause) => {
    const { errors, denied } = await outcome(['bind=127.0.0.1=0'], policy as PolicyFunction);
    expect(errors).toEqual([13]);
    expect(denied).toMatchObject([{ permission: 'bind', subject: '127.0.0.1:0', cause }]);
  });

  test('takes a promise where it can wait for it', async () => {
    const { errors, denied } = await outcome(['bind=127.0.0.1=0'], async () => true);
    const cause = { message: expect.stringContaining('must answer at once') };
    const blocked = { errors: [13], denied: [{ permission: 'bind', cause }] };
    expect({ errors, denied }).toMatchObject(name.startsWith('spawnGuest') ? { errors: [0], denied: [] } : blocked);
  });
});

describe.each(['worker', 'process'] as const)('a guest in a %s', (isolation) => {
  test('can be killed while it waits for an answer, which may come later', async () => {
    // A worker that waits for its next guest has descriptors of its own, and may end at any time.
    const before = openSockets();
    let answer: (isYes: boolean) => void = () => {};
    let isAsked: () => void = () => {};
    const asked = new Promise<void>((resolve) => (isAsked = resolve));
    const policy = () => {
      isAsked();
      return new Promise<boolean>((resolve) => (answer = resolve));
    };
    const guest = spawnGuest(wasm, { ...quiet, isolation, policy, args: ['guest', 'bind=127.0.0.1=0'] });
    await asked;
    await guest.kill();
    await expect(guest.exited).rejects.toThrow(GuestKilled);
    answer(true);
    await new Promise((resolve) => setImmediate(resolve));
    expect(openSockets()).toEqual(before);
  });

  test('that gets no answer stops no other', async () => {
    const server = createServer((socket) => socket.end());
    await listen(server, { port: 0, host: '127.0.0.1' });
    onTestFinished(() => void server.close());
    const stuck = spawnGuest(wasm, {
      ...quiet,
      isolation,
      policy: () => new Promise<boolean>(() => {}),
      args: ['guest', 'bind=127.0.0.1=0'],
    });
    const { descriptor, lines } = openOutput();
    const args = ['guest', `connect=127.0.0.1=${portOf(server)}`];
    expect(
      await spawnGuest(wasm, { ...quiet, isolation, policy: async () => true, args, stdout: descriptor }).exited,
    ).toBe(0);
    expect(lines()).toEqual([`${args[1]} 0`]);
    await stuck.kill();
  });
});

describe('a guest that is suspended', () => {
  const PROGRAM = `
    import { readFileSync } from 'node:fs';
    import { runGuest } from 'wasock';
    const asked = [];
    const policy = async (request) => {
      asked.push(request.permission + ' ' + request.subject);
      await new Promise((resolve) => setImmediate(resolve));
      if (request.subject.startsWith('127.0.0.2')) throw new Error('thrown');
      return !request.subject.startsWith('127.0.0.3');
    };
    const wasm = readFileSync(process.argv[1]);
    const options = { wait: 'suspend', policy, onWarning() {}, args: ['guest', ...process.argv.slice(2)] };
    await runGuest(wasm, options);
    console.log(asked.join('\\n'));
  `;

  test.skipIf(NODE_26 === undefined)('waits for the answers of each operation', async () => {
    const path = join(temporaryDirectory(), 'guest.wasm');
    writeFileSync(path, wasm);
    const args = ['bind=127.0.0.1=0', 'bind=127.0.0.2=0', 'bind=127.0.0.3=0', 'listen', 'lookup=localhost'];
    const more = ['connect=127.0.0.1=9', 'send=127.0.0.1=9', 'join=224.0.0.251', 'raw'];
    const flags = ['--no-warnings', '--input-type=module', '-e', PROGRAM];
    const program = new Command(NODE_26 ?? '', [...flags, path, ...args, ...more]);
    expect(await program.exited, program.stderr).toBe(0);
    const errors = ['0', '13', '13', '0', '0', '111', '0', '0', '0'];
    const lines = program.stdout.trimEnd().split('\n');
    expect(lines.slice(0, 9)).toEqual([...args, ...more].map((arg, index) => `${arg} ${errors[index]}`));
    expect(lines.slice(9)).toEqual([
      'bind 127.0.0.1:0',
      'bind 127.0.0.2:0',
      'bind 127.0.0.3:0',
      'bind 0.0.0.0:0',
      'lookup localhost',
      'connect 127.0.0.1:9',
      'connect 127.0.0.1:9',
      'bind 0.0.0.0:0',
      'multicast 224.0.0.251',
      'raw inet raw socket',
    ]);
  });
});

test.each([
  ['is killed', {}, GuestKilled],
  ['has no time left', { wallTimeMs: 100 }, LimitError],
])('a suspended guest that %s while it waits for an answer ends, and does nothing then', async (_, limits, error) => {
  const waiter = new SuspendingWaiter();
  let answer: (isYes: boolean) => void = () => {};
  const policy = () => new Promise<boolean>((resolve) => (answer = resolve));
  const host = new Host({ policy, limits }, { waiter });
  const socket = create(host.context, 'inet', 'stream', 0) as HostSocket;
  let times = 0;
  const bound = askedFor(host.context, () => (times++, bind(socket, v4('127.0.0.1', 0))));
  if (error === GuestKilled) waiter.kill();
  await expect(bound).rejects.toThrow(error);
  answer(true);
  await new Promise((resolve) => setImmediate(resolve));
  expect(times).toBe(1);
  host.close();
});

describe('wasock/php and wasock/host', () => {
  test('ask at once, and outlive what the function throws', () => {
    const denied: Denial[] = [];
    let answer: () => unknown = () => true;
    const policy = (() => answer()) as PolicyFunction;
    const php = createPhp({ ...quiet, policy, onDenied: (denial) => void denied.push(denial) });
    const bound = () => php.socketBind(php.socketCreate(AF_INET, SOCK_STREAM, 0)!, '127.0.0.1', 0);
    expect(bound()).toBe(true);
    answer = () => php.socketCreate(AF_INET, SOCK_STREAM, 0);
    expect(bound()).toBe(false);
    expect(denied.pop()?.cause).toMatchObject({ code: 'ERR_WASOCK_PHP_STATE' });
    answer = async () => true;
    expect(bound()).toBe(false);
    expect(denied.pop()?.cause).toBeInstanceOf(TypeError);
    answer = () => false;
    expect(bound()).toBe(false);
    answer = () => true;
    expect(bound()).toBe(true);
    php.close();
  });

  test('refuse to be closed by it', () => {
    let close: () => void = () => {};
    const denied: Denial[] = [];
    const policy = () => {
      close();
      return true;
    };
    const host = createHost({ policy, onDenied: (denial) => void denied.push(denial) });
    close = host.close;
    const { Socket } = host.imports['wasock:sockets/host'];
    const socket = Socket.create('inet', 'stream', 0);
    expect(() => socket.bind(v4('127.0.0.1', 0))).toThrow('eacces');
    expect(denied[0]?.cause).toMatchObject({ code: 'ERR_WASOCK_HOST_STATE' });
    host.close();
  });
});

describe('what a function is told', () => {
  function requestOf(check: (policy: FunctionPolicy) => unknown): PolicyRequest | undefined {
    let request: PolicyRequest | undefined;
    check(new FunctionPolicy((asked) => ((request = asked), true), false));
    return request;
  }

  test.each([
    ['::ffff:10.0.0.1', '10.0.0.1', true],
    ['64:ff9b::10.0.0.1', '64:ff9b::a00:1', true],
    ['::1', '::1', true],
    ['8.8.8.8', '8.8.8.8', false],
    ['2606:4700::1111', '2606:4700::1111', false],
  ])('of an address, in one spelling: %s', (text, address, isPrivate) => {
    const request = requestOf((policy) => policy.checkConnect(ip(text, 443), 'udp'));
    expect(request).toMatchObject({
      permission: 'connect',
      address,
      port: 443,
      transport: 'udp',
      isPrivate,
      hosts: [],
    });
  });

  test('of a local socket, where it leads', () => {
    const path = (name: string) => requestOf((policy) => policy.checkBind(unix(name), 'other'));
    expect(path('/run/../tmp/./x')).toMatchObject({ path: '/tmp/x' });
    expect(path('/proc/self/root/tmp/x')).toMatchObject({ path: '/tmp/x' });
    expect(path('\0name')).toMatchObject({ abstract: 'name' });
    expect(path('')).toMatchObject({ abstract: '' });
    const bytes = Uint8Array.of(0x2f, 0xff);
    const odd = requestOf((policy) => policy.checkConnect({ tag: 'unix', val: bytes }, 'other'));
    expect(odd).toEqual({ permission: 'connect', subject: expect.any(String), pattern: 'unix:*', transport: 'other' });
  });

  test('of a name, in one spelling; of its addresses, for a minute', () => {
    expect(requestOf((policy) => policy.checkLookup('Example.COM.'))).toMatchObject({ host: 'example.com' });
    let now = 0;
    const hosts: unknown[] = [];
    const policy = new FunctionPolicy(
      (request) => hosts.push(request.hosts) > 0,
      false,
      () => now,
    );
    policy.grantLookup('Example.COM.', [ip('192.0.2.1')]);
    policy.checkConnect(ip('::ffff:192.0.2.1'), 'tcp');
    now = 60_000;
    policy.checkConnect(ip('192.0.2.1'), 'tcp');
    expect(hosts).toEqual([['example.com'], []]);
  });

  test('whether the operation does without', () => {
    expect(requestOf((policy) => policy.mayBind(v4('0.0.0.0', 0), 'udp'))).toMatchObject({ isOptional: true });
  });

  test('is asked again by an operation only that has not waited for it', async () => {
    let asked = 0;
    const policy = new FunctionPolicy(async () => ++asked > 0, true);
    const check = () => policy.checkConnect(v4('127.0.0.1'), 'tcp');
    const pending = (() => {
      try {
        return check();
      } catch (error) {
        return error;
      }
    })();
    expect(pending).toBeInstanceOf(Pending);
    await (pending as Pending).answered;
    expect([check(), check()]).toEqual([undefined, undefined]);
    expect(asked).toBe(1);
    policy.forgetAnswers();
    expect(check).toThrow(Pending);
  });
});
