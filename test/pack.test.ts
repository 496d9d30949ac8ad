import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { NPM_ENVIRONMENT } from './support/npm.ts';
import { listen, portOf } from './support/peer.ts';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const EXAMPLE = join(ROOT, 'examples/embed-jco');

const GUEST = `
  import { AF_UNIX, SOCK_STREAM, Socket, socket_create_pair, socket_read, socket_write } from 'wasock';
  const sockets: Socket[] = [];
  socket_create_pair(AF_UNIX, SOCK_STREAM, 0, sockets);
  socket_write(sockets[0], process.argv[1]);
  process.stdout.write(String.UTF8.decode(socket_read(sockets[1], 100)!));
`;

const EMBEDDER = `
  import { runGuest } from 'wasock';
  import { compileGuest } from 'wasock/build';
  process.exitCode = await runGuest(await compileGuest('guest.ts'), { args: ['guest', 'embedded'] });
`;

const PHP = `
  import { readFileSync } from 'node:fs';
  import { AF_UNIX, createPhp, SOCK_STREAM } from 'wasock/php';
  const php = createPhp();
  const [first, second] = php.socketCreatePair(AF_UNIX, SOCK_STREAM, 0) ?? [];
  if (first === undefined || second === undefined) throw new Error('no pair');
  php.socketWrite(first, 'in JavaScript');
  process.stdout.write(php.socketRead(second, 100) ?? 'nothing');
  for (const name of ['library.wasm', 'library.component.wasm', 'library.wasip2.component.wasm']) {
    if (readFileSync(new URL(import.meta.resolve('wasock/' + name))).length < 1000) throw new Error(name);
  }
`;

const env = NPM_ENVIRONMENT;

describe('the package, installed from its tarball in an empty folder', () => {
  let folder = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'wasock-pack-'));
    // Not built again: other tests are using dist/.
    await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: ROOT, env });
    const [tarball = ''] = readdirSync(folder);
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', tarball], { cwd: folder, env });
    writeFileSync(join(folder, 'guest.ts'), GUEST);
    writeFileSync(join(folder, 'embedder.js'), EMBEDDER);
    writeFileSync(join(folder, 'php.js'), PHP);
    return () => rmSync(folder, { recursive: true });
  }, 300_000);

  test('runs a guest by npx', async () => {
    const { stdout, stderr } = await run('npx', ['wasock', 'run', '--no-cache', 'guest.ts', '--', 'hello'], {
      cwd: folder,
      env,
    });
    expect({ stdout, stderr }).toEqual({ stdout: 'hello', stderr: '' });
  });

  test.each(['core', 'component', 'wasip2'])('builds a guest (%s)', async (target) => {
    const { stderr } = await run('npx', ['wasock', 'build', 'guest.ts', '-o', `${target}.wasm`, '--target', target], {
      cwd: folder,
      env,
    });
    expect(stderr).toBe('');
    expect(readdirSync(folder)).toContain(`${target}.wasm`);
  });

  test('runs a component by npx', async () => {
    const { stdout } = await run('npx', ['wasock', 'run', 'component.wasm', '--', 'hello'], { cwd: folder, env });
    expect(stdout).toBe('hello');
  });

  test('runs a guest in a program of its own', async () => {
    const { stdout } = await run(process.execPath, ['embedder.js'], { cwd: folder, env });
    expect(stdout).toBe('embedded');
  });

  test("gives PHP's functions to a program of its own", async () => {
    const { stdout, stderr } = await run(process.execPath, ['php.js'], { cwd: folder, env });
    expect({ stdout, stderr }).toEqual({ stdout: 'in JavaScript', stderr: '' });
  });

  test('has types for a program of its own', async () => {
    writeFileSync(
      join(folder, 'embedder.ts'),
      `${EMBEDDER}\nexport const options: import('wasock').GuestOptions = {};\n`,
    );
    writeFileSync(join(folder, 'php.ts'), PHP);
    const types = ['--typeRoots', join(ROOT, 'node_modules/@types'), '--types', 'node'];
    const options = ['--noEmit', '--strict', '--target', 'es2023', '--module', 'nodenext', ...types];
    const { stdout } = await run(join(ROOT, 'node_modules/.bin/tsc'), [...options, 'embedder.ts', 'php.ts'], {
      cwd: folder,
      env,
    });
    expect(stdout).toBe('');
  });

  test('has types for a guest', async () => {
    writeFileSync(join(folder, 'tsconfig.json'), '{ "extends": "wasock/guest/tsconfig.json", "files": ["guest.ts"] }');
    const { stdout } = await run(join(ROOT, 'node_modules/.bin/tsc'), ['-p', '.'], { cwd: folder, env });
    expect(stdout).toBe('');
  });

  describe('examples/embed-jco, as it lies there', () => {
    let project = '';
    const start = (...words: string[]) => run(process.execPath, words, { cwd: project, env });

    beforeAll(async () => {
      project = join(folder, 'embed-jco');
      mkdirSync(project);
      const names = readdirSync(EXAMPLE).filter((name) => /\.(ts|json)$/.test(name) && name !== 'package-lock.json');
      for (const name of names) cpSync(join(EXAMPLE, name), join(project, name));
      // What it depends on besides, of which there is 150 MB.
      for (const name of ['jco', 'tsc']) {
        symlinkSync(join(ROOT, 'node_modules/.bin', name), join(folder, 'node_modules/.bin', name));
      }
      symlinkSync(join(ROOT, 'node_modules/@types'), join(folder, 'node_modules/@types'));
      await run('npm', ['run', 'build'], { cwd: project, env });
    });

    test('is built, type-checked, and reaches what it allows its guest', async () => {
      const server = createServer((_, response) => response.end());
      onTestFinished(() => void server.close());
      await listen(server, { port: 0, host: '127.0.0.1' });
      const { stdout, stderr } = await start('main.js', '127.0.0.1', String(portOf(server)));
      expect({ stdout, stderr }).toEqual({ stdout: expect.stringMatching(/^HTTP\/1\.1 200 OK\s+$/), stderr: '' });
    });

    test('tells of warnings, and ends as its guest does', async () => {
      await expect(start('main.js', '127.0.0.1', '1')).rejects.toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringMatching(
          /^guest \d+: socket_connect\(\): unable to connect \[111\]: Connection refused\n$/,
        ),
      });
    });

    test('is allowed nothing where nobody says what', async () => {
      const script = "import('./build/guest/guest.js').then(({ run }) => run.run())";
      await expect(start('-e', script, 'guest', '127.0.0.1', '1')).rejects.toMatchObject({
        code: 1,
        stderr: 'Warning: socket_connect(): unable to connect [13]: Permission denied\n',
      });
    });

    test('reaches it over WASI, too, and nothing where nobody says what', async () => {
      const server = createServer((_, response) => response.end());
      onTestFinished(() => void server.close());
      await listen(server, { port: 0, host: '127.0.0.1' });
      const port = String(portOf(server));
      const { stdout, stderr } = await start('wasi.js', '127.0.0.1', port);
      expect({ stdout, stderr }).toEqual({ stdout: expect.stringMatching(/^HTTP\/1\.1 200 OK\s+$/), stderr: '' });
      const script = "import('./build/wasi/guest.js').then(({ run }) => run.run())";
      await expect(start('-e', script, 'guest', '127.0.0.1', port)).rejects.toMatchObject({
        code: 1,
        stderr: 'Warning: socket_connect(): unable to connect [13]: Permission denied\n',
      });
    });

    test('has guests with policies of their own', async () => {
      expect(await start('policies.js')).toEqual({
        stdout: 'hello\nfalse\n',
        stderr: 'Warning: socket_bind(): Unable to bind address [13]: Permission denied\n',
      });
    });
  });

  test('has nothing in it but what it needs', async () => {
    const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--dry-run', '--json'], { cwd: ROOT, env });
    const report: unknown = JSON.parse(stdout);
    const paths = JSON.stringify(report).match(/(?<="path":")[^"]+/g) ?? [];
    const rooms = new Set(paths.map((path) => path.replace(/\/.*/, '/')));
    expect([...rooms].sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'asm/',
      'c/',
      'dist/',
      'package.json',
      'policy.schema.json',
      'templates/',
      'wit/',
    ]);
  });
});
