import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { compileCore } from '#host/guest/module';
import { defaultLimits } from '#host/limits';
import { isComponent } from '#host/wasm/reader';
import { bothWays, cc, hasWasiCompiler } from '../support/c-guests.ts';
import { Command, EXAMPLES, MAIN, wasock } from '../support/command-line.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const FACTS = fileURLToPath(new URL('guests/facts.c', import.meta.url));
const EPOLL = fileURLToPath(new URL('guests/epoll.c', import.meta.url));
const EDGES = fileURLToPath(new URL('guests/epoll-edges.c', import.meta.url));
const READINESS = fileURLToPath(new URL('guests/readiness.c', import.meta.url));
const PACKETS = fileURLToPath(new URL('guests/packets.c', import.meta.url));
const VALUES = fileURLToPath(new URL('guests/values.c', import.meta.url));
const TIMERS = fileURLToPath(new URL('guests/timers.c', import.meta.url));
const QUEUES = fileURLToPath(new URL('guests/queues.c', import.meta.url));
const JUMPS = fileURLToPath(new URL('guests/jumps.c', import.meta.url));
const SELECT = fileURLToPath(new URL('guests/select.c', import.meta.url));
const FILES = fileURLToPath(new URL('guests/files.c', import.meta.url));
const FORK = fileURLToPath(new URL('guests/fork.c', import.meta.url));
const SYSTEM = fileURLToPath(new URL('guests/system.c', import.meta.url));
const hasInet6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'));

const node26 = process.env['WASOCK_NODE26'];
const SUSPENDED = fileURLToPath(new URL('../support/suspended.mjs', import.meta.url));

/** A command whose standard input stays open and has nothing. */
function withSilentInput(args: readonly string[]) {
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** What is told of sockets. */
const FACTS_OF_SOCKETS = [
  ['poll and FIONREAD', READINESS],
  ['epoll', EPOLL],
  ['epoll of what happens', EDGES],
  ['select', SELECT],
  ['counters, timers, alarms and the one thread', TIMERS],
  ['jumps', JUMPS],
  ['lists', QUEUES],
  ['options, errors and times', VALUES],
  ['control messages and disconnecting', PACKETS],
] as const;

describe.skipIf(!hasWasiCompiler)('guests in C', () => {
  test("the library's sockets do what a system's do, and lie among the files", async () => {
    const directory = temporaryDirectory();
    const object = join(directory, 'facts.o');
    expect(cc(['-Wall', '-Wextra', '-Werror', '-c', FACTS, '-o', object])).toEqual({ status: 0, output: '' });
    for (const target of [[], ['--target', 'component']]) {
      const guest = join(directory, 'facts.wasm');
      expect(cc([object, '-o', guest, ...target])).toEqual({ status: 0, output: '' });
      const bytes = readFileSync(guest);
      expect(isComponent(bytes) ? 'component' : compileCore(bytes, defaultLimits).encoding).toBe(target[1] ?? 'utf8');

      const args = ['--allow-all', '--', join(directory, `s${target.length}`), ...(hasInet6 ? ['6'] : [])];
      const facts = withSilentInput([MAIN, 'run', guest, ...args]);
      let wrong = '';
      facts.stdout.on('data', (data) => (wrong += String(data)));
      const [code] = await once(facts, 'close');
      expect({ wrong, code, target }).toEqual({ wrong: '', code: 0, target });
    }
  });

  test.each(FACTS_OF_SOCKETS)('%s: what is told of sockets is what Linux tells', async (_, source) => {
    const directory = temporaryDirectory();
    const guest = join(directory, 'facts.wasm');
    expect(cc(['-Wall', '-Wextra', '-Werror', source, '-o', guest])).toEqual({ status: 0, output: '' });
    for (const linked of await bothWays(guest)) {
      const facts = wasock('run', linked, '--allow-all');
      expect({ code: await facts.exited, wrong: facts.stdout, linked }).toEqual({ code: 0, wrong: '', linked });
    }

    const program = join(directory, 'facts');
    expect(spawnSync('gcc', [source, '-o', program]).status).toBe(0);
    const linux = new Command(program, []);
    expect({ code: await linux.exited, wrong: linux.stdout }).toEqual({ code: 0, wrong: '' });
  });

  test.skipIf(node26 === undefined).each(FACTS_OF_SOCKETS)(
    '%s: what is told of sockets while the guest is suspended is the same (needs Node 26)',
    async (_, source) => {
      const guest = join(temporaryDirectory(), 'facts.wasm');
      expect(cc([source, '-o', guest])).toEqual({ status: 0, output: '' });
      const suspended = new Command(node26 ?? '', ['--no-warnings', SUSPENDED, guest, '{"all":true}']);
      expect({ code: await suspended.exited, wrong: suspended.stdout }).toEqual({ code: 0, wrong: '' });
      expect(JSON.parse(suspended.stderr)).toEqual({ code: 0, warnings: [] });
    },
  );

  test('files of a directory that it is given are what Linux has, with descriptors among those of sockets', async () => {
    const directory = temporaryDirectory();
    const guest = join(directory, 'files.wasm');
    expect(cc(['-Wall', '-Wextra', '-Werror', FILES, '-o', guest])).toEqual({ status: 0, output: '' });
    for (const linked of await bothWays(guest)) {
      for (const [given, name] of [[temporaryDirectory(), 'data'], [directory]] as const) {
        const dirs = ['--dir', name === undefined ? given : `${given}:${name}`, '--dir', `${directory}:/tmp`];
        const facts = wasock('run', linked, '--allow-all', ...dirs, '--', name ?? given);
        expect({ code: await facts.exited, wrong: facts.stdout, linked }).toEqual({ code: 0, wrong: '', linked });
      }
    }
    const program = join(directory, 'files');
    expect(spawnSync('gcc', [FILES, '-o', program]).status).toBe(0);
    const linux = new Command(program, [temporaryDirectory()]);
    expect({ code: await linux.exited, wrong: linux.stdout }).toEqual({ code: 0, wrong: '' });
  });

  test('processes are what Linux has, for programs that are linked with --fork', async () => {
    const directory = temporaryDirectory();
    const guest = join(directory, 'fork.wasm');
    expect(cc(['--fork', '-Wall', '-Wextra', '-Werror', FORK, '-o', guest])).toEqual({ status: 0, output: '' });
    const facts = wasock('run', guest, '--allow-fork=8');
    expect({ code: await facts.exited, wrong: facts.stdout }).toEqual({ code: 0, wrong: '' });
    const program = join(directory, 'fork');
    expect(spawnSync('gcc', [FORK, '-o', program]).status).toBe(0);
    const linux = new Command(program, []);
    expect({ code: await linux.exited, wrong: linux.stdout }).toEqual({ code: 0, wrong: '' });
  });

  test('without --fork there is one process, and fork says so', async () => {
    const directory = temporaryDirectory();
    const [source, guest] = [join(directory, 'one.c'), join(directory, 'one.wasm')];
    writeFileSync(
      source,
      '#include <errno.h>\n#include <unistd.h>\nint main(void) { return fork() < 0 ? errno : 0; }\n',
    );
    expect(cc([source, '-o', guest])).toEqual({ status: 0, output: '' });
    const ENOSYS = 52; // wasi-libc's number
    expect(await wasock('run', guest, '--allow-fork').exited).toBe(ENOSYS);
  });

  test('--fork makes core modules only', () => {
    const { status, output } = cc(['--fork', '--target', 'component', FORK, '-o', join(temporaryDirectory(), 'x')]);
    expect(status).toBe(2);
    expect(output).toContain('--fork makes a core module: components are one process');
  });

  test('a server that forks for each client serves more than it may have processes', async () => {
    const guest = join(temporaryDirectory(), 'fork-server.wasm');
    expect(cc(['--fork', `${EXAMPLES}c/fork-server.c`, '-o', guest])).toEqual({ status: 0, output: '' });
    const server = wasock('run', guest, '--allow-fork=3', '--allow-bind', '127.0.0.1:0', '--', '0');
    const [, port] = await server.printed(/Listening on 127\.0\.0\.1:(\d+)\n/);
    /** What the server answers; undefined if it could not fork, because those that have ended are still ending. */
    const ask = async (name: string): Promise<string | undefined> => {
      const client = createConnection({ port: Number(port), host: '127.0.0.1' });
      onTestFinished(() => void client.destroy());
      client.end(`${name}\n${name}\n`);
      let answer = '';
      client.on('data', (data) => (answer += String(data)));
      const [error] = await Promise.race([once(client, 'end'), once(client, 'error')]).catch((reason) => [reason]);
      return error === undefined && answer !== '' ? answer : undefined;
    };
    for (let served = 0; served < 12;) {
      const answers = await Promise.all(['a', 'b', 'c'].map(ask));
      const given = answers.filter((answer) => answer !== undefined);
      for (const answer of given) expect(answer).toMatch(/^1: ([abc])\n2: \1\n$/);
      served += given.length;
    }
  });

  test('what programs expect of a system besides sockets is there, or fails as it does on one without', async () => {
    const guest = join(temporaryDirectory(), 'system.wasm');
    expect(cc(['-Wall', '-Wextra', '-Werror', SYSTEM, '-o', guest])).toEqual({ status: 0, output: '' });
    for (const linked of await bothWays(guest)) {
      const system = new Command(process.execPath, [MAIN, 'run', linked], 'input\n');
      expect({ code: await system.exited, wrong: system.stdout, linked }).toEqual({ code: 0, wrong: '', linked });
      expect(system.stderr).toBe('system: 7: Broken pipe\n');
    }
  });

  test('the examples talk to each other; the server ends with its input', async () => {
    const directory = temporaryDirectory();
    const build = (name: string) => {
      const guest = join(directory, `${name}.wasm`);
      expect(cc([`${EXAMPLES}c/${name}.c`, `-o${guest}`])).toEqual({ status: 0, output: '' });
      return guest;
    };
    const clients = await bothWays(build('tcp-client'));
    for (const [way, guest] of (await bothWays(build('echo-server'))).entries()) {
      const server = withSilentInput([MAIN, 'run', guest, '--allow-bind', '127.0.0.1']);
      const [printed] = await once(server.stdout, 'data');
      const port = String(printed).trim().split(':')[1] ?? '';
      const words = ['--allow-connect', `localhost:${port}`, '--', 'localhost', port, 'Hallo'];
      const client = wasock('run', clients[way] ?? '', ...words);
      expect(await client.exited).toBe(0);
      expect(client.stdout).toBe('Hallo\n');
      server.stdin.end();
      expect(await once(server, 'exit')).toEqual([0, null]);
    }
  });

  test("wasock cc exits as clang does, and shows clang's messages", () => {
    const { status, output } = cc(['-c', 'missing.c', '-o', join(temporaryDirectory(), 'x.o')]);
    expect(status).toBe(1);
    expect(output).toContain('missing.c');
  });
});
