// The directories of a guest, by every way to run one.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Directories, OptionError, runGuest, spawnGuest } from 'wasock';
import { createPhp } from 'wasock/php';
import { Command, MAIN, wasock } from '../../support/command-line.ts';
import { openOutput } from '../../support/guest.ts';
import { temporaryDirectory } from '../../support/temporary.ts';
import { restingWorker } from '../../support/threads.ts';
import { assemble } from '../../support/wat.ts';

const IMPORTS = `
  (import "wasi_snapshot_preview1" "path_open"
    (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))`;

const DATA = `(data (i32.const 2000) "name") (data (i32.const 2016) "\\e0\\07\\00\\00\\02\\00\\00\\00") (data (i32.const 2024) "hi")`;

/** Opens `name` in the first directory, for reading and writing, created. Exits with the errno. */
const OPEN = `(call $exit (call $open (i32.const 3) (i32.const 0) (i32.const 2000) (i32.const 4) (i32.const 1)
  (i64.const 66) (i64.const 0) (i32.const 0) (i32.const 2048)))`;

/** Opens it, and writes into it for ever. */
const WRITE_FOR_EVER = `
  (drop (call $open (i32.const 3) (i32.const 0) (i32.const 2000) (i32.const 4) (i32.const 1)
    (i64.const 66) (i64.const 0) (i32.const 0) (i32.const 2048)))
  (loop $l
    (drop (call $write (i32.load (i32.const 2048)) (i32.const 2032) (i32.const 1) (i32.const 2052)))
    (br $l))`;

const guest = (body: string) =>
  assemble({ imports: IMPORTS, body, more: `${DATA} (data (i32.const 2032) "\\00\\00\\00\\00\\00\\10\\00\\00")` });

let path: string;
beforeEach(() => {
  path = temporaryDirectory();
});

type Run = (wasm: Uint8Array, dirs: Directories) => Promise<number>;

async function command(wasm: Uint8Array, dirs: Directories): Promise<number> {
  const file = join(temporaryDirectory(), 'guest.wasm');
  writeFileSync(file, wasm);
  const flags = Object.entries(dirs).flatMap(([at, given]) => [
    '--dir',
    typeof given === 'string' ? `${given}:${at}` : `${given.path}:${at}${given.readOnly === true ? ':ro' : ''}`,
  ]);
  return wasock('run', file, ...flags).exited;
}

const ROUTES: [name: string, run: Run][] = [
  ['runGuest', (wasm, dirs) => runGuest(wasm, { dirs })],
  ['spawnGuest', async (wasm, dirs) => spawnGuest(wasm, { dirs }).exited],
  ['spawnGuest, in a process', async (wasm, dirs) => spawnGuest(wasm, { dirs, isolation: 'process' }).exited],
  ['wasock run', command],
];

describe.each(ROUTES)('%s', (_, run) => {
  test('gives a guest a directory', async () => {
    await restingWorker();
    const before = readdirSync('/proc/self/fd').length;
    expect(await run(await guest(OPEN), { '/data': path })).toBe(0);
    expect(existsSync(join(path, 'name'))).toBe(true);
    expect(readdirSync('/proc/self/fd').length).toBe(before);
  });

  test('takes a relative path from the working directory', async () => {
    expect(await run(await guest(OPEN), { '/data': relative('', path) })).toBe(0);
    expect(existsSync(join(path, 'name'))).toBe(true);
  });

  test('gives it one that is read-only', async () => {
    expect(await run(await guest(OPEN), { '/data': { path, readOnly: true } })).toBe(69);
    expect(readdirSync(path)).toEqual([]);
  });

  test('gives it none by default', async () => {
    expect(await run(await guest(OPEN), {})).toBe(8);
  });
});

test.each(['worker', 'process'] as const)('a guest that writes for ever is killed: %s', async (isolation) => {
  await restingWorker();
  const before = readdirSync('/proc/self/fd').length;
  const running = spawnGuest(await guest(WRITE_FOR_EVER), { dirs: { '/data': path }, isolation });
  const has = () => existsSync(join(path, 'name')) && readFileSync(join(path, 'name')).length > 0;
  while (!has()) await new Promise(setImmediate);
  expect((await running.usage()).files).toMatchObject({ current: 2, peak: 2 });
  await running.kill();
  await expect(running.exited).rejects.toThrow('killed');
  const size = readFileSync(join(path, 'name')).length;
  expect(readdirSync('/proc/self/fd').length).toBe(before);
  expect(readFileSync(join(path, 'name')).length).toBe(size);
});

describe('what is refused', () => {
  const OK = '(module (memory (export "memory") 1) (func (export "_start")))';

  test.each<[dirs: unknown, message: string]>([
    ['/data', "'dirs' is not a valid option: expected an object of directories"],
    [['/data'], "'dirs' is not a valid option"],
    [{ '/data': 1 }, "'dirs' is not a valid option"],
    [{ '/data': '' }, "'dirs' is not a valid option"],
    [{ '': '/tmp' }, "'dirs' is not a valid option"],
    [{ '/a\0b': '/tmp' }, "'dirs' is not a valid option"],
    [{ '/data': { readOnly: true } }, "'dirs' is not a valid option"],
    [{ '/data': { path: '/tmp', readonly: true } }, "'dirs' is not a valid option"],
    [{ '/data': { path: '/tmp', readOnly: 'yes' } }, "'dirs' is not a valid option"],
    [{ '/data': '/nowhere/at/all' }, "dirs['/data'] is not a valid option: expected a directory, but /nowhere"],
    [{ '/data': fileURLToPath(import.meta.url) }, 'is a file'],
  ])('%j', async (dirs, message) => {
    const wasm = await parse(OK);
    const options = { dirs: dirs as Directories };
    await expect(runGuest(wasm, options)).rejects.toThrow(OptionError);
    await expect(runGuest(wasm, options)).rejects.toThrow(message);
    expect(() => spawnGuest(wasm, options)).toThrow(message);
  });

  test('a limit of files where there are none', () => {
    expect(() => createPhp({ limits: { files: 3 } })).toThrow('limits.files');
  });

  test('the command says what is wrong', async () => {
    const file = join(path, 'guest.wasm');
    writeFileSync(file, await parse(OK));
    const missing = wasock('run', file, '--dir', `${path}/nothing:/data:ro`);
    expect(await missing.exited).toBe(2);
    expect(missing.stderr).toBe(
      `wasock: dirs['/data'] is not a valid option: expected a directory, but ${path}/nothing does not exist\n`,
    );
  });
});

/** Whether this machine compiles Rust for WASI preview 1. */
const hasRust = (() => {
  try {
    const asked = ['--print', 'target-libdir', '--target', 'wasm32-wasip1'];
    return existsSync(execFileSync('rustc', asked, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim());
  } catch {
    return false;
  }
})();

describe.skipIf(!hasRust)('Rust (needs rustc with the target wasm32-wasip1)', () => {
  const SOURCE = fileURLToPath(new URL('../../guests/std-files.rs', import.meta.url));

  test('std::fs works', async () => {
    const wasm = join(path, 'std.wasm');
    execFileSync('rustc', ['--edition', '2021', '--target', 'wasm32-wasip1', SOURCE, '-o', wasm]);
    const data = temporaryDirectory();
    const { descriptor, lines } = openOutput();
    const options = { args: ['std', '/data'], dirs: { '/data': data }, stdout: descriptor };
    expect(await runGuest(readFileSync(wasm), options)).toBe(0);
    expect(lines()).toEqual([...Array<string>(2).fill('PermissionDenied'), 'NotFound', '["a.txt", "hard"]']);
  });

  test('the commands of docs/files.md run', async () => {
    const text = readFileSync(new URL('../../../docs/files.md', import.meta.url), 'utf8');
    const [, commands = ''] = /```sh\n([^]*?)```/.exec(text) ?? [];
    const script = commands.replaceAll('npx wasock', `${process.execPath} ${MAIN}`);
    const run = new Command('sh', ['-e', '-c', `cd ${path}\n${script}`]);
    expect(await run.exited).toBe(0);
    expect(run.stdout).toBe('hello from the host\n');
  });
});
