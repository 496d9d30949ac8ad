import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { compileGuest } from 'wasock/build';
import { MAIN, wasock } from '../support/command-line.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const ENDS = fileURLToPath(new URL('guests/ends.ts', import.meta.url));
const BROKEN = fileURLToPath(new URL('guests/broken.ts', import.meta.url));

/** What a command prints and how it exits, once it has ended. */
async function ended(...args: string[]) {
  const command = wasock(...args);
  const code = await command.exited;
  return { code, stdout: command.stdout, stderr: command.stderr };
}

test('the command can be run as a program', () => {
  expect(() => accessSync(MAIN, constants.X_OK)).not.toThrow();
});

describe.each(['source', 'core', 'component'] as const)('wasock run of a guest (%s)', (kind) => {
  let guest = ENDS;

  beforeAll(async () => {
    if (kind === 'source') return;
    const directory = mkdtempSync(join(tmpdir(), 'wasock-cli-'));
    guest = join(directory, 'guest.wasm');
    writeFileSync(guest, await compileGuest(ENDS, { target: kind }));
    return () => rmSync(directory, { recursive: true });
  });

  test('gives it its arguments and environment, and nothing of its own on the terminal', async () => {
    expect(await ended('run', guest, '--env', 'GREETING=hello', '--', 'a', '--allow-all')).toEqual({
      code: 0,
      stdout: 'a --allow-all\nhello\n',
      stderr: '',
    });
  });

  test('exits as it exits', async () => {
    // A component tells success and failure apart, and no more: wasi:cli/exit@0.2.
    expect((await ended('run', guest, '--', 'exit')).code).toBe(kind === 'component' ? 1 : 7);
    const thrown = await ended('run', guest, '--', 'throw');
    expect(thrown.code).toBe(kind === 'component' ? 1 : 255);
    expect(thrown.stderr).toContain('thrown by the guest');
  });

  test('exits with 134 after a trap, which it prints', async () => {
    const { code, stderr } = await ended('run', guest, '--', 'trap');
    expect(code).toBe(134);
    expect(stderr).toMatch(/^wasock: the guest trapped: .*unreachable/);
  });
});

test('wasock build writes what was asked for, and says nothing', async () => {
  const path = join(temporaryDirectory(), 'guest.wasm');
  const quiet = { code: 0, stdout: '', stderr: '' };
  expect(await ended('build', ENDS, '-o', path)).toEqual(quiet);
  expect(readFileSync(path).subarray(0, 8).toString('latin1')).toBe('\0asm\x01\0\0\0');
  expect(await ended('build', ENDS, '-o', path, '--target', 'component')).toEqual(quiet);
  expect(readFileSync(path).subarray(0, 8).toString('latin1')).toBe('\0asm\x0d\0\x01\0');
});

test('what is denied is reported once, with the flag that allows it', async () => {
  const denied = await ended('run', ENDS, '--', 'listen');
  expect(denied.stderr.match(/^wasock: .*$/gm)).toEqual([
    'wasock: bind to 0.0.0.0:0 denied; allow it with --allow-bind 0.0.0.0:0',
  ]);
  expect(denied.stderr).toContain('Permission denied');
});

test('a guest that does not compile shows the messages of the compiler, and exits with 1', async () => {
  const { code, stdout, stderr } = await ended('run', BROKEN);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(
    /^ERROR TS2322: Type .* is not assignable to type 'i32'\.\n[^]*in broken\.ts\(1,21\)[^]*\nwasock: .*broken\.ts does not compile; guests are in AssemblyScript: .*\n$/,
  );
});

describe('exit code 2, and why, for', () => {
  test.each([
    ['no such file', ['run', 'missing.ts'], 'cannot read missing.ts: no such file or directory'],
    ['a directory', ['run', '/'], 'cannot read /: it is a directory'],
    [
      'a file of another kind',
      ['run', MAIN],
      `${MAIN} is not a guest: expected WebAssembly, or AssemblyScript in a file that ends in .ts`,
    ],
    ['a rule that is none', ['run', ENDS, '--allow-bind', '1.2.3.4.5:x'], 'is not a valid rule'],
    [
      'an unknown flag',
      ['run', ENDS, '--allow-everything'],
      "unknown option '--allow-everything'; see 'wasock --help'",
    ],
    ['an output that cannot be written', ['build', ENDS, '-o', '/'], 'cannot write /: it is a directory'],
  ])('%s', async (_what, args, message) => {
    const { code, stdout, stderr } = await ended(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^wasock: .*\n$/);
    expect(stderr).toContain(message);
  });

  test('a module that is none', async () => {
    const path = join(temporaryDirectory(), 'guest.wasm');
    writeFileSync(path, Buffer.from('\0asm\x01\0\0\0nonsense', 'latin1'));
    const { code, stderr } = await ended('run', path);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^wasock: the guest is not valid WebAssembly: .*section/);
  });
});

test('Ctrl-C ends a guest that is blocked', async () => {
  const child = spawn(process.execPath, [MAIN, 'run', ENDS, '--', 'block'], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  child.stdout.once('data', () => child.kill('SIGINT'));
  const signal = await new Promise((resolve) => child.once('close', (_code, by) => resolve(by)));
  expect(signal).toBe('SIGINT');
});

test('--help tells of every flag, and --version the version', async () => {
  const help = await ended('--help');
  expect(help.code).toBe(0);
  for (const flag of ['connect', 'bind', 'lookup', 'raw', 'multicast', 'all']) {
    expect(help.stdout).toContain(`  --allow-${flag}`);
  }
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(manifest).toMatchObject({ version: (await ended('--version')).stdout.replace(/^wasock (.*)\n$/, '$1') });
});
