// Sockets that the command gives a guest: by --listen, and those that systemd gave the command.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { cc, hasWasiCompiler } from '../support/c-guests.ts';
import { Command, MAIN, wasock } from '../support/command-line.ts';
import { compiled } from '../support/guest.ts';
import { listen, portOf } from '../support/peer.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const NAMED = fileURLToPath(new URL('../host/guest/guests/named.ts', import.meta.url));
const GIVEN = fileURLToPath(new URL('../c/guests/given.c', import.meta.url));

async function expectEcho(port: number): Promise<void> {
  const socket: Socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.end('hello');
  let heard = '';
  for await (const data of socket) heard += String(data);
  expect(heard).toBe('hello');
}

/** A command that systemd would start with the listeners as its descriptors from 3 on. */
function activated(servers: readonly Server[], names: string, args: readonly string[]) {
  const fds = servers.map((server) => (server as unknown as { _handle: { fd: number } })._handle.fd);
  const script = `LISTEN_PID=$$ LISTEN_FDS=${fds.length} LISTEN_FDNAMES=${names} exec "$@"`;
  return spawn('sh', ['-c', script, 'sh', process.execPath, MAIN, 'run', ...args], {
    stdio: ['ignore', 'pipe', 'inherit', ...fds],
  });
}

async function silentServer(): Promise<Server> {
  const made = createServer(() => expect.unreachable());
  await listen(made, { host: '127.0.0.1', port: 0 });
  return made;
}

describe.each(['core', 'component'] as const)('a guest as %s', (form) => {
  const file = async () => {
    const path = join(temporaryDirectory(), 'guest.wasm');
    writeFileSync(path, await compiled(NAMED, form));
    return path;
  };

  test('finds a listener by its name', async () => {
    const command = wasock('run', await file(), '--listen', '[::1]:0', '--listen', '127.0.0.1:0=web', '--', 'serve');
    const pattern = /^wasock: listening on \[::1\]:\d+\nwasock: listening on 127\.0\.0\.1:(\d+) \(web\)\n/;
    const [, port] = await command.printed(pattern, 'stderr');
    await expectEcho(Number(port));
    expect(await command.exited).toBe(0);
  });

  test('finds what systemd gave the command', async () => {
    const [first, second] = [await silentServer(), await silentServer()];
    const port = portOf(second);
    const command = activated([first, second], 'other:web', [await file(), '--', 'serve']);
    const ended = once(command, 'close');
    first.close();
    second.close();
    await expectEcho(port);
    expect(await ended).toEqual([0, null]);
  });

  test('is given nothing that was meant for another process', async () => {
    const path = await file();
    const variables = { LISTEN_PID: '1', LISTEN_FDS: '1', LISTEN_FDNAMES: 'web' };
    const command = spawn(process.execPath, [MAIN, 'run', path, '--', 'variables', 'LISTEN_FDS'], {
      env: { ...process.env, ...variables },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let printed = '';
    command.stdout.on('data', (data) => (printed += String(data)));
    expect(await once(command, 'close')).toEqual([0, null]);
    expect(printed).toBe('-\n');
  });
});

test('sockets that systemd gave npm, which has started the command, are said to be missing', async () => {
  const path = join(temporaryDirectory(), 'guest.wasm');
  writeFileSync(path, await compiled(NAMED, 'core'));
  const variables = { LISTEN_PID: '1', LISTEN_FDS: '1', npm_command: 'exec' };
  const env = { ...process.env, ...variables };
  const command = new Command(process.execPath, [MAIN, 'run', path, '--', 'variables'], undefined, env);
  expect(await command.exited).toBe(0);
  expect(command.stderr.split('\n')[0]).toBe(
    'wasock: the sockets of systemd (LISTEN_FDS) stay with npm, process 1: start node_modules/.bin/wasock without it',
  );
});

describe.skipIf(!hasWasiCompiler)('a guest in C', () => {
  const build = (target: readonly string[]) => {
    const path = join(temporaryDirectory(), 'given.wasm');
    expect(cc(['-Wall', '-Wextra', '-Werror', GIVEN, '-o', path, ...target])).toEqual({ status: 0, output: '' });
    return path;
  };

  test.each([[[]], [['--target', 'component']]])('has descriptors of its listeners, from 3 on: %j', async (target) => {
    const flags = ['--listen', '127.0.0.1:0=a', '--listen', '127.0.0.1:0=b'];
    const command = wasock('run', build(target), ...flags);
    const [, first, second] = await command.printed(/:(\d+) \(a\)\n.*:(\d+) \(b\)\n/, 'stderr');
    await expectEcho(Number(first));
    await expectEcho(Number(second));
    // What it makes itself comes after them. A component only says that it failed.
    expect(await command.exited).toBe(target.length === 0 ? 5 : 1);
  });

  test('asks for them by systemd’s functions', async () => {
    const flags = ['--listen', '127.0.0.1:0=a', '--listen', '[::1]:0=b'];
    const command = wasock('run', build([]), ...flags, '--', 'asks');
    expect(await command.exited).toBe(0);
    expect(command.stdout).toBe('a 1 0\nb 0 0\n0 0\n');
  });
});

test.each([['=web'], ['127.0.0.1:0='], ['127.0.0.1:0=a:b'], ['127.0.0.1:0=ä']])(
  'what is no listener is refused: %s',
  async (flag) => {
    const command = wasock('run', NAMED, '--listen', flag);
    expect(await command.exited).toBe(2);
    expect(command.stderr).toMatch(/^wasock: --listen takes <address>\[=<name>\]/);
  },
);
