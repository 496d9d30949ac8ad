import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { TEMPLATES } from '#host/cli/templates';
import { hasWasiCompiler } from '../support/c-guests.ts';
import { Command } from '../support/command-line.ts';
import { NPM_ENVIRONMENT } from '../support/npm.ts';
import { listen, portOf } from '../support/peer.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The templates that this machine can build. */
const BUILT = Object.keys(TEMPLATES).filter((name) => name !== 'c' || hasWasiCompiler);

/** The package, unpacked from its tarball, beside what it depends on. */
let unpacked = '';

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wasock-init-'));
  // Not built again: other tests are using dist/.
  const pack = ['pack', '--ignore-scripts', '--pack-destination', folder];
  await run('npm', pack, { cwd: ROOT, env: NPM_ENVIRONMENT });
  const [tarball = ''] = readdirSync(folder);
  await run('tar', ['-xzf', tarball], { cwd: folder });
  unpacked = join(folder, 'package');
  symlinkSync(join(ROOT, 'node_modules'), join(unpacked, 'node_modules'));
  return () => rmSync(folder, { recursive: true });
});

/** `wasock init` of that package, in a folder. */
function init(cwd: string, ...args: string[]) {
  return run(process.execPath, [join(unpacked, 'dist/cli/main.js'), 'init', ...args], { cwd });
}

/** A project of a template, as it is after `npm install`. */
async function project(template: string): Promise<string> {
  const folder = temporaryDirectory();
  await init(folder, '--template', template);
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  symlinkSync(unpacked, join(folder, 'node_modules/wasock'));
  symlinkSync('../wasock/dist/cli/main.js', join(folder, 'node_modules/.bin/wasock'));
  return folder;
}

/** What a script of a project does, with other ports and hosts in it. */
function start(folder: string, replaced: Readonly<Record<string, string>>): Command {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { scripts } = manifest as { scripts: { start: string } };
  let line = scripts.start;
  for (const [written, other] of Object.entries(replaced)) line = line.replaceAll(written, other);
  const enter = `cd '${folder}' && PATH="$PWD/node_modules/.bin:$PATH" && exec ${line.replace('&& wasock', '&& exec wasock')}`;
  return new Command('/bin/sh', ['-c', enter.replace('exec npm', 'npm')], undefined, NPM_ENVIRONMENT);
}

test('there is a directory for each template, and no other', () => {
  expect(readdirSync(join(ROOT, 'templates')).sort()).toEqual(['common', ...Object.keys(TEMPLATES)].sort());
});

describe('in an empty folder,', () => {
  test.each(BUILT)('the project of template %s passes its own tests, and the type checker', async (name) => {
    const folder = await project(name);
    const { stdout } = await run('npm', ['test'], { cwd: folder, env: NPM_ENVIRONMENT });
    expect(stdout).toMatch(/^# fail 0$|^ℹ fail 0$/m);
    expect(stdout).not.toMatch(/^# pass 0$|^ℹ pass 0$/m);
    if (!readdirSync(folder).includes('tsconfig.json')) return;
    const checked = await run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder]);
    expect(checked.stdout).toBe('');
  });

  test('npm start of the web server serves a browser', async () => {
    const command = start(await project('http'), { '8080': '0' });
    const [url = ''] = await command.printed(/http:\S+/);
    expect(await (await fetch(url)).text()).toContain('<h1>Hello from WebAssembly</h1>');
  });

  test.each(['echo', 'c'].filter((name) => BUILT.includes(name)))('npm start of %s listens', async (name) => {
    const command = start(await project(name), { '7000': '0' });
    expect((await command.printed(/listening on (\S+):\d+/))[1]).toBe('127.0.0.1');
  });

  test('npm start of the client prints a page', async () => {
    const server = createServer((_, response) => response.end('the page'));
    onTestFinished(() => void server.close());
    await listen(server, { port: 0, host: '127.0.0.1' });
    const port = String(portOf(server));
    const command = start(await project('client'), { 'example.com': '127.0.0.1', '80': port });
    expect(await command.exited).toBe(0);
    expect(command.stdout).toMatch(/^HTTP\/1\.1 200 OK[^]*the page$/);
  });

  test.each([
    ['plugin', 'Hello, Ada! This is call 1.\n6\n'],
    ['embed', expect.stringContaining("{ lines: [ 'HELLO', 'WORLD' ], exitCode: 0, denied: [] }")],
  ])('npm start of %s runs the program', async (name, stdout) => {
    const command = start(await project(name), {});
    expect(await command.exited).toBe(0);
    expect(command.stdout).toEqual(stdout);
  });
});

test('it says what it wrote, and what comes next', async () => {
  const folder = temporaryDirectory();
  const { stdout } = await init(folder, 'My Guest', '--template', 'http');
  expect(stdout).toBe(
    "wrote guest.test.js, guest.ts, package.json, tsconfig.json, .gitignore\nnext:\n  cd 'My Guest'\n  npm install\n  npm start\n  npm test\n",
  );
  expect(JSON.parse(readFileSync(join(folder, 'My Guest/package.json'), 'utf8'))).toMatchObject({ name: 'my-guest' });
});

test('nothing is written through a link that leads nowhere yet', async () => {
  const folder = temporaryDirectory();
  const elsewhere = join(temporaryDirectory(), 'made');
  symlinkSync(elsewhere, join(folder, 'guest.ts'));
  await expect(init(folder, '.')).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('already has guest.ts'),
  });
  expect(existsSync(elsewhere)).toBe(false);
});

test('without a terminal it overwrites nothing, and writes nothing then, unless it is told to', async () => {
  const folder = temporaryDirectory();
  writeFileSync(join(folder, 'guest.ts'), 'mine');
  await expect(init(folder)).rejects.toMatchObject({
    code: 2,
    stderr: 'wasock: . already has guest.ts; nothing was written. --force overwrites\n',
  });
  expect(readdirSync(folder)).toEqual(['guest.ts']);
  await init(folder, '--force');
  expect(readFileSync(join(folder, 'guest.ts'), 'utf8')).toContain('A TCP server');
});

describe('on a terminal it asks before it overwrites:', () => {
  test.each([
    ['y', 'A TCP server', 0],
    ['n', 'mine', 2],
    ['', 'mine', 2],
  ])('answered %j', async (answer, content, code) => {
    const folder = temporaryDirectory();
    writeFileSync(join(folder, 'guest.ts'), 'mine');
    // script(1) gives it a terminal.
    const line = `'${process.execPath}' '${join(unpacked, 'dist/cli/main.js')}' init '${folder}'`;
    const command = new Command('script', ['-qec', line, '/dev/null'], `${answer}\n`);
    expect(await command.exited).toBe(code);
    expect(command.stdout).toContain('already has guest.ts. Overwrite? [y/N]');
    expect(readFileSync(join(folder, 'guest.ts'), 'utf8')).toContain(content);
  });
});

test('a template that does not exist is refused with those that do', async () => {
  await expect(init(temporaryDirectory(), '--template', 'web')).rejects.toMatchObject({
    code: 2,
    stderr: "wasock: --template must be echo, http, client, plugin, c or embed, not 'web'\n",
  });
});
