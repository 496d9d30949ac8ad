// The package that runs compiled guests and compiles none: packages/runtime/.
import { execFile } from 'node:child_process';
import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { beforeAll, describe, expect, test } from 'vitest';
import { compiled } from './support/compiled.ts';
import { NPM_ENVIRONMENT as env } from './support/npm.ts';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What an installation may take on a disk, in bytes. */
const MOST = 15e6;

const GUEST = `
  import { AF_UNIX, SOCK_STREAM, Socket, socket_create_pair, socket_read, socket_write } from 'wasock';
  const sockets: Socket[] = [];
  socket_create_pair(AF_UNIX, SOCK_STREAM, 0, sockets);
  socket_write(sockets[0], process.argv[1]);
  process.stdout.write(String.UTF8.decode(socket_read(sockets[1], 100)!));
`;

const PLUGIN = 'export function twice(text: string): string { return text + text; }';

const EMBEDDER = `
  import { readFileSync } from 'node:fs';
  import { createPool, loadGuest, runGuest, spawnGuest } from 'wasock-runtime';
  import { AF_UNIX, createPhp, SOCK_STREAM } from 'wasock-runtime/php';
  import { createHost } from 'wasock-runtime/host';
  import 'wasock-runtime/wasi';

  const guest = readFileSync('guest.wasm');
  const plugin = readFileSync('plugin.wasm');
  await runGuest(guest, { args: ['guest', 'run '] });
  await spawnGuest(readFileSync('component.wasm'), { args: ['guest', 'spawned '] }).exited;
  for (const isolation of ['thread', 'worker', 'process'] as const) {
    const loaded = await loadGuest<{ twice(text: string): Promise<string> }>(plugin, { isolation });
    process.stdout.write(await loaded.exports.twice(isolation) + ' ');
    await loaded.close();
  }
  const pool = createPool(plugin, { size: 1 });
  await pool.close();
  const pair = createPhp().socketCreatePair(AF_UNIX, SOCK_STREAM, 0) ?? [];
  process.stdout.write(pair.length + ' sockets');
  createHost({}).close();
`;

/** A component that imports PHP's functions, as it comes of another toolchain. */
const UNCOMPOSED = `(component
  (import "wasock:sockets/php@0.1.0" (instance (export "getmypid" (func (result s32))))))`;

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).map((name) => join(directory, name));
}

describe('wasock-runtime, installed from its tarball in an empty folder', () => {
  let folder = '';
  const wasock = (...words: string[]) => run('npx', ['wasock', ...words], { cwd: folder, env });

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'wasock-runtime-'));
    const made = join(folder, 'made');
    await run(process.execPath, ['packages/runtime/make.mjs', made], { cwd: ROOT });
    await run('npm', ['pack', '--pack-destination', folder, made], { cwd: folder, env });
    rmSync(made, { recursive: true });
    const [tarball = ''] = readdirSync(folder);
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', tarball], { cwd: folder, env });
    for (const [name, text] of Object.entries({ guest: GUEST, plugin: PLUGIN })) {
      const source = join(folder, `${name}.ts`);
      writeFileSync(source, text);
      writeFileSync(join(folder, `${name}.wasm`), await compiled(source));
    }
    writeFileSync(join(folder, 'component.wasm'), await compiled(join(folder, 'guest.ts'), 'component'));
    writeFileSync(join(folder, 'uncomposed.wasm'), await parse(UNCOMPOSED));
    return () => rmSync(folder, { recursive: true });
  }, 300_000);

  test('takes at most 15 MB, with one dependency and what that has for this machine', () => {
    const sizes = filesBelow(join(folder, 'node_modules')).map((path) => lstatSync(path).blocks * 512);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(MOST);
    const lock: unknown = JSON.parse(readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8'));
    const installed = JSON.stringify(lock).match(/(?<="node_modules\/)[^"]+/g);
    expect(installed).toEqual([expect.stringMatching(/^@koromix\/koffi-/), 'koffi', 'wasock-runtime']);
  });

  test('has all that it loads', () => {
    const root = join(folder, 'node_modules/wasock-runtime');
    const lacking = filesBelow(join(root, 'dist'))
      .filter((path) => /\.[cm]?js$/.test(path) && !path.includes('/cli/'))
      .flatMap((path) => {
        const loaded = /^(?:import|export)\b.*? from '([^']+)'|\brequire\("([\w@./:-]+)"\)|\bimport\('([^']+)'\)/gm;
        const found = readFileSync(path, 'utf8').matchAll(loaded);
        return Array.from(found, ([, from, required, later]) => ({ path, name: from ?? required ?? later ?? '' }));
      })
      .filter(({ path, name }) =>
        name.startsWith('.') ? !existsSync(join(dirname(path), name)) : !isBuiltin(name) && name !== 'koffi',
      );
    expect(lacking).toEqual([]);
  });

  test.each(['guest.wasm', 'component.wasm'])('runs %s by npx', async (file) => {
    expect(await wasock('run', file, '--', 'hello')).toEqual({ stdout: 'hello', stderr: '' });
  });

  test('runs guests in a program of its own, and has types for it', async () => {
    writeFileSync(join(folder, 'embedder.ts'), EMBEDDER);
    const types = ['--typeRoots', join(ROOT, 'node_modules/@types'), '--types', 'node'];
    const options = ['--strict', '--target', 'es2023', '--module', 'nodenext', ...types];
    const compiling = run(join(ROOT, 'node_modules/.bin/tsc'), [...options, 'embedder.ts'], { cwd: folder, env });
    expect(await compiling).toMatchObject({ stdout: '' });
    const { stdout, stderr } = await run(process.execPath, ['embedder.js'], { cwd: folder, env });
    expect({ stdout, stderr }).toEqual({
      stdout: 'run spawned threadthread workerworker processprocess 2 sockets',
      stderr: '',
    });
  });

  test.each([
    ['run guest.ts', 'guest.ts'],
    ['run uncomposed.wasm', 'uncomposed.wasm, a component that is not composed with the library,'],
    ['run guest.wasm --watch', 'wasock run --watch'],
    ['build guest.ts -o other.wasm', 'wasock build'],
    ['cc guest.c -o other.wasm', 'wasock cc'],
    ['compose uncomposed.wasm -o other.wasm', 'wasock compose'],
    ['init project', 'wasock init'],
  ])('says in one line what to install for: wasock %s', async (words, what) => {
    await expect(wasock(...words.split(' '))).rejects.toMatchObject({
      code: 2,
      stdout: '',
      stderr: `wasock: ${what} needs the compiler, and wasock-runtime only runs compiled guests: npm install wasock\n`,
    });
  });

  test('knows its version, and what it lacks', async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(await wasock('--version')).toEqual({ stdout: `wasock ${version}\n`, stderr: '' });
    expect((await wasock('doctor')).stdout).toContain(`wasock-runtime ${version} only runs compiled guests`);
  });
});
