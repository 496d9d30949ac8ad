// What holds of guests of other toolchains as of all others: the policy and its flags, limits, the ways to end them.
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import {
  type Guest,
  GuestKilled,
  LimitError,
  type Limits,
  type PolicyFunction,
  spawnGuest,
  type SpawnOptions,
} from 'wasock';
import { Command, MAIN } from '../support/command-line.ts';
import { NODE_26 } from '../support/families.ts';
import { openOutput } from '../support/guest.ts';
import { lineServer, listen, portOf } from '../support/peer.ts';
import { pipe } from '../support/preview1.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { guest, whyMissing } from './guests.ts';

/** As test/security/kill.test.ts has them. */
const [PROMISED_MS, TRIES] = [100, 5];

function wasmOf(name: string): { path: string; words: readonly string[] } {
  const found = guest(name);
  if ('missing' in found) throw new Error(found.missing);
  return found;
}

/** `wasock run` with these flags, on the Node that CPython needs. */
function command(name: string, flags: readonly string[], args: readonly string[]): Command {
  const { path, words } = wasmOf(name);
  return new Command(NODE_26 ?? '', [MAIN, 'run', ...flags, path, '--', ...words, ...args]);
}

/** A server that sends lines back, by TCP; and one by UDP. */
async function echoingTcp(): Promise<string> {
  return String((await lineServer('inet', '', (line, connection) => void connection.write(`${line}\n`))).port);
}

async function echoingUdp(): Promise<string> {
  const server = createSocket('udp4', (data, { port, address }) => server.send(data, port, address));
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve));
  return String(server.address().port);
}

/** What a guest needs, by its arguments; `PORT` stands for a server's. */
interface Needs {
  readonly name: string;
  readonly args: readonly string[];
  readonly server?: () => Promise<string>;
  readonly flags: readonly string[];
  readonly prints: string;
}

const CONNECT = ['--allow-connect 127.0.0.1:PORT'];
const BIND = ['--allow-bind 127.0.0.1:0'];
const tcp = (name: string): Needs => {
  const args = ['127.0.0.1', 'PORT', 'hello'];
  return { name, args, server: echoingTcp, flags: CONNECT, prints: 'hello' };
};
const udp = (name: string): Needs => ({ ...tcp(name), server: echoingUdp });
const serves = (name: string, ...args: string[]): Needs => ({ name, args, flags: BIND, prints: 'listening on' });
const resolves = (name: string): Needs => ({
  name,
  args: ['localhost'],
  flags: ['--allow-lookup localhost'],
  prints: 'localhost: 127.0.0.1',
});

const NEEDS: readonly Needs[] = [
  tcp('rust/tcp-client'),
  { ...tcp('rust-crates/tokio-client'), args: ['127.0.0.1:PORT', '2', 'hello'] },
  tcp('c/tcp-client'),
  tcp('python/socket-client'),
  tcp('javascript/tcp-client'),
  serves('rust/tcp-echo-server', '127.0.0.1:0', '0'),
  serves('rust-crates/tokio-server', '127.0.0.1:0', '0'),
  serves('c/tcp-server', '0', '0'),
  serves('python/socket-server', '127.0.0.1', '0', '0'),
  serves('javascript/tcp-server', '127.0.0.1', '0', '0'),
  udp('rust/udp-client'),
  udp('c/udp-client'),
  udp('python/udp-client'),
  udp('javascript/udp-client'),
  { ...serves('rust/udp-server', '127.0.0.1:0', '0'), prints: 'bound to' },
  { ...serves('python/udp-server', '127.0.0.1', '0', '0'), prints: 'bound to' },
  resolves('rust/resolve'),
  resolves('c/resolve'),
  resolves('javascript/resolve'),
];

describe.skipIf(NODE_26 === undefined)('permissions', () => {
  for (const { name, args, server, flags, prints } of NEEDS) {
    test.skipIf(whyMissing(name) !== undefined)(
      `${name} is told the flag that it needs, and needs no other`,
      async () => {
        const port = (await server?.()) ?? '';
        const given = args.map((arg) => arg.replace('PORT', port));
        const needed = flags.map((flag) => flag.replace('PORT', port));
        const denied = command(name, [], given);
        await denied.exited;
        expect(denied.stdout).not.toContain(prints);
        const named = new Set(
          Array.from(denied.stderr.matchAll(/denied; allow it with (.*?)(?:, or with .*)?$/gm), ([, flag]) => flag),
        );
        expect([...named], denied.stderr).toEqual(needed);
        const allowed = command(
          name,
          needed.flatMap((flag) => flag.split(' ')),
          given,
        );
        expect(await allowed.exited, allowed.stderr).toBe(0);
        expect(allowed.stdout).toContain(prints);
        expect(allowed.stderr).toBe('');
      },
    );
  }

  test.skipIf(whyMissing('python/asyncio-client') !== undefined)(
    'python/asyncio-client connects to itself, too: its event loop has a pair of TCP sockets',
    async () => {
      const [port, args] = [await echoingTcp(), ['2', 'hello']];
      const alone = command(
        'python/asyncio-client',
        ['--allow-connect', `127.0.0.1:${port}`],
        ['127.0.0.1', port, ...args],
      );
      expect(await alone.exited).toBe(1);
      expect(alone.stderr).toContain('allow it with --allow-bind 127.0.0.1:0');
      const flags = ['--allow-bind', '127.0.0.1:0', '--allow-connect', '127.0.0.1'];
      const both = command('python/asyncio-client', flags, ['127.0.0.1', port, ...args]);
      expect(await both.exited, both.stderr).toBe(0);
    },
  );

  test.skipIf(whyMissing('rust/tcp-client') !== undefined)('--learn writes what a guest needs', async () => {
    const [path, port] = [join(temporaryDirectory(), 'policy.json'), await echoingTcp()];
    const args = ['localhost', port, 'hello'];
    const learning = command('rust/tcp-client', ['--learn', path], args);
    expect(await learning.exited, learning.stderr).toBe(0);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ connect: [`localhost:${port}`] });
    const again = command('rust/tcp-client', ['--policy', path], args);
    expect(await again.exited, again.stderr).toBe(0);
    expect(again.stderr).toBe('');
  });

  test.skipIf(whyMissing('rust/command', 'rust/block') !== undefined)(
    'the exit code is 0 or 1; after a trap 134',
    async () => {
      expect(await command('rust/command', [], ['0']).exited).toBe(0);
      expect(await command('rust/command', [], ['7']).exited).toBe(1);
      const panics = command('rust/block', [], ['nothing']);
      expect(await panics.exited).toBe(134);
      expect(panics.stderr).toContain('no such way to block: nothing');
    },
  );

  test.skipIf(whyMissing('rust/tcp-client', 'rust/tcp-echo-server', 'rust/block') !== undefined)(
    'fifty guests wait on one thread, clients and servers; what they may do is decided on a later turn (needs Node 26)',
    async () => {
      const script = fileURLToPath(new URL('node26/suspended.mjs', import.meta.url));
      const paths = ['rust/tcp-client', 'rust/tcp-echo-server', 'rust/block'].map((name) => wasmOf(name).path);
      const run = new Command(NODE_26 ?? '', ['--no-warnings', script, ...paths, '50']);
      expect(await run.exited, run.stderr).toBe(0);
      const zeros = Array(50).fill(0);
      expect(JSON.parse(run.stderr)).toEqual({
        clients: { codes: zeros, together: 50, asked: 50 },
        servers: { codes: zeros, echoes: 50 },
        blocked: Array(3).fill('LimitError wallTimeMs'),
        ticked: true,
      });
    },
  );
});

describe.skipIf(NODE_26 === undefined || whyMissing('preview1/command') !== undefined)('a guest of preview 1', () => {
  test('is suspended through its adapter: its input comes once it waits for it (needs Node 26)', async () => {
    const words = [MAIN, 'run', '--wait', 'suspend', wasmOf('preview1/command').path, '--', '0'];
    const child = spawn(NODE_26 ?? '', words, { stdio: ['pipe', 'pipe', 'inherit'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    await expect.poll(() => output, { interval: 5, timeout: 60_000 }).toContain('environment:');
    child.stdin.end('late input');
    const [code] = (await once(child, 'close')) as [number | null];
    expect(output).toContain('late input');
    expect(code).toBe(0);
  });
});

const RUST = ['rust/block', 'rust/tcp-client', 'rust/resolve', 'rust/command', 'rust/bench'];

describe.skipIf(whyMissing(...RUST) !== undefined)('a guest in Rust', () => {
  const modules = new Map<string, Uint8Array>();
  beforeAll(() => {
    for (const name of RUST) modules.set(name, readFileSync(wasmOf(name).path));
  });

  /** Starts a guest, in a worker unless something else is said, with no input. */
  function start(name: string, args: readonly string[], options: SpawnOptions = {}) {
    const output = openOutput();
    const streams = { stdin: pipe()[0], stdout: output.descriptor, stderr: output.descriptor };
    const started = spawnGuest(modules.get(name)!, { args: [name, ...args], ...streams, ...options });
    onTestFinished(() => started.kill());
    return { guest: started, output };
  }

  const LOOPBACK = { connect: ['127.0.0.1'], bind: ['127.0.0.1'] };

  const WAYS = ['accept', 'read', 'udp', 'stdin', 'sleep'].flatMap((way) =>
    (['worker', 'process'] as const).map((isolation) => [way, isolation] as const),
  );

  test.each(WAYS)('is killed while it blocks in %s, in a %s', async (way, isolation) => {
    const silent = createServer((connection) => connection.on('error', () => {}));
    onTestFinished(() => void silent.close());
    await listen(silent, { port: 0, host: '127.0.0.1' });
    const address = way === 'read' ? `127.0.0.1:${portOf(silent)}` : '127.0.0.1:0';
    let least = Infinity;
    for (let tried = 0; tried < TRIES && least >= PROMISED_MS; tried++) {
      const { guest: blocked, output } = start('rust/block', [way, address], { policy: LOOPBACK, isolation });
      await expect.poll(() => output.text(), { interval: 5, timeout: 60_000 }).toContain('blocking in');
      const begun = performance.now();
      await blocked.kill();
      least = Math.min(least, performance.now() - begun);
      await expect(blocked.exited).rejects.toThrow(GuestKilled);
      expect(output.text()).not.toContain('not blocked any more');
    }
    expect(least).toBeLessThan(PROMISED_MS);
  });

  const ended = async ({ exited }: Guest): Promise<unknown> => exited.catch((error: unknown) => error);

  /** What ends a guest, and by which limit. */
  const ENDS: [limits: Limits, name: string, args: readonly string[]][] = [
    [{ wallTimeMs: 300 }, 'rust/block', ['accept', '127.0.0.1:0']],
    [{ wallTimeMs: 300 }, 'rust/block', ['udp', '127.0.0.1:0']],
    [{ wallTimeMs: 300 }, 'rust/block', ['sleep']],
    [{ wallTimeMs: 300 }, 'rust/block', ['stdin']],
    [{ bytesSent: 5 }, 'rust/tcp-client', ['127.0.0.1', 'PORT', 'hello']],
    [{ bytesReceived: 5 }, 'rust/tcp-client', ['127.0.0.1', 'PORT', 'hello']],
    [{ streamBytes: 5 }, 'rust/tcp-client', ['127.0.0.1', 'PORT', 'hello']],
  ];

  test.each(ENDS)('is ended by %o: %s', async (limits, name, args) => {
    const port = await echoingTcp();
    const given = args.map((arg) => arg.replace('PORT', port));
    const [limit = '', value] = Object.entries(limits)[0] ?? [];
    for (const isolation of ['worker', 'process'] as const) {
      const outcome = await ended(start(name, given, { policy: LOOPBACK, limits, isolation }).guest);
      expect(outcome).toBeInstanceOf(LimitError);
      expect(outcome).toMatchObject({ limit, value });
    }
  });

  test('is ended by cpuTimeMs while it works', async () => {
    const { guest: busy } = start('rust/resolve', Array<string>(50_000).fill('127.0.0.1'), {
      limits: { cpuTimeMs: 100 },
    });
    expect(await ended(busy)).toMatchObject({ limit: 'cpuTimeMs', value: 100 });
  });

  test('gets an error where there is one more than it may have: sockets, lookups', async () => {
    const port = await echoingTcp();
    const policy = { ...LOOPBACK, lookup: ['localhost'] };
    const none = start('rust/tcp-client', ['127.0.0.1', port, 'hello'], { policy, limits: { sockets: 0 } });
    expect(await none.guest.exited).toBe(1);
    expect(none.output.text()).toMatch(/Too many open files|No file descriptors available/);
    const unknown = start('rust/resolve', ['localhost'], { policy, limits: { lookups: 0 } });
    expect(await unknown.guest.exited).toBe(0);
    expect(unknown.output.text()).toMatch(/^localhost: \D+\n$/);
  });

  test('is not started if it begins with more memory than it may have', async () => {
    const options = { limits: { memory: 65_536 } };
    expect(() => start('rust/block', ['sleep'], options)).toThrow(LimitError);
    const isolated = start('rust/block', ['sleep'], { ...options, isolation: 'process' });
    expect(await ended(isolated.guest)).toMatchObject({ limit: 'memory', value: 65_536 });
  });

  test('has no more memory than its limit: growing fails', async () => {
    const [stdin, end] = pipe();
    const { guest: reading, output } = start('rust/command', ['0'], { stdin, limits: { memory: 3 * 2 ** 20 } });
    const text = join(temporaryDirectory(), 'large');
    writeFileSync(text, 'x'.repeat(4 * 2 ** 20));
    // It ends with the test: nobody reads the rest.
    void new Command('sh', ['-c', `cat ${text} > /proc/${process.pid}/fd/${end}`]);
    expect(await reading.exited).toBe(0);
    expect(output.text()).toContain('OutOfMemory');
    const { memory } = await reading.usage();
    expect(memory.peak).toBeLessThanOrEqual(3 * 2 ** 20);
  });

  test('is slowed by operationsPerSecond', async () => {
    const port = await echoingTcp();
    const args = ['127.0.0.1', port, 'hello'];
    const begun = performance.now();
    const slow = start('rust/tcp-client', args, { policy: LOOPBACK, limits: { operationsPerSecond: 50 } });
    expect(await slow.guest.exited).toBe(0);
    const calls = (await slow.guest.usage()).operations.current;
    // Those for a tenth of a second come at once, the last need not wait for another, and some calls are counted that do not wait.
    expect(performance.now() - begun).toBeGreaterThan(((calls - 8) / 50) * 1000);
    expect(calls).toBeGreaterThan(10);
  });

  test('has figures of what it took', async () => {
    const { guest: client, output } = start('rust/tcp-client', ['127.0.0.1', await echoingTcp(), 'hello', 'you'], {
      policy: LOOPBACK,
    });
    expect(await client.exited).toBe(0);
    const usage = await client.usage();
    expect(usage).toMatchObject({
      bytesSent: { current: 10 },
      bytesReceived: { current: 10 },
      sockets: { current: 0, peak: 1 },
      streamBytes: { current: output.text().length },
      denials: { current: 0 },
      lookups: { current: 0 },
    });
    expect(usage.memory.current).toBeGreaterThanOrEqual(65_536);
    expect(usage.operations.current).toBeGreaterThan(10);
    expect(usage.cpuTimeMs.current).toBeGreaterThan(0);
  });

  test('asks a policy function about its connection', async () => {
    const port = await echoingTcp();
    for (const answer of [true, false]) {
      const asked: string[] = [];
      const policy: PolicyFunction = ({ permission, subject }) => {
        asked.push(`${permission} ${subject}`);
        return answer;
      };
      const denied: string[] = [];
      const onDenied = ({ flag }: { flag: string }) => void denied.push(flag);
      const args = ['127.0.0.1', port, 'hello'];
      const codes = [
        await start('rust/tcp-client', args, { policy, onDenied }).guest.exited,
        await start('rust/tcp-client', args, { policy: async (request) => policy(request), onDenied }).guest.exited,
      ];
      expect(codes).toEqual(answer ? [0, 0] : [1, 1]);
      expect(new Set(asked)).toEqual(new Set([`connect 127.0.0.1:${port}`]));
      expect(denied).toEqual(answer ? [] : Array(2).fill(`--allow-connect 127.0.0.1:${port}`));
    }
  });
});
