// A C library that was not written for this: hiredis, from Debian's source package, as it is, with its example and its
// own tests, against a real Redis. Fetched from the mirror that apt uses.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { cc, hasWasiCompiler } from '../support/c-guests.ts';
import { wasock } from '../support/command-line.ts';
import { installed, startRedis } from '../support/services.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const NAME = 'hiredis-0.14.1';
const ARCHIVE = 'hiredis_0.14.1.orig.tar.gz';
const SHA256 = '2663b2aed9fd430507e30fc5e63274ee40cdd1a296026e22eafd7d99b01c8913';
const BUILD = fileURLToPath(new URL('../../build/', import.meta.url));

/** The archive in build/; undefined, and said why, where it cannot be had. */
function fetched(): string | undefined {
  const path = join(BUILD, ARCHIVE);
  try {
    if (!existsSync(path)) {
      // The package beside which the source lies: 'URL' file size hash.
      const uris = execFileSync('apt-get', ['--print-uris', 'download', 'libhiredis-dev'], { encoding: 'utf8' });
      const url = /'([^']*\/)[^'/]*'/.exec(uris)?.[1];
      mkdirSync(BUILD, { recursive: true });
      // By apt's own hands: what it knows of proxies and mirrors holds.
      execFileSync('/usr/lib/apt/apt-helper', ['download-file', `${url}${ARCHIVE}`, `${path}.new`], { stdio: 'pipe' });
      renameSync(`${path}.new`, path);
    }
    const hash = createHash('sha256').update(readFileSync(path)).digest('hex');
    if (hash !== SHA256) throw new Error(`its SHA-256 is ${hash}`);
    return path;
  } catch (error) {
    console.warn(`the test with hiredis is left out: ${ARCHIVE} cannot be had: ${String(error)}`);
    return undefined;
  }
}

const canRun = hasWasiCompiler && installed('redis-server');
const archive = canRun ? fetched() : undefined;

test.skipIf(archive === undefined)("hiredis' example and tests, unmodified", { timeout: 120_000 }, async () => {
  const directory = temporaryDirectory();
  spawnSync('tar', ['xf', archive ?? '', '-C', directory]);
  const source = (name: string) => join(directory, NAME, name);
  const library = ['hiredis.c', 'net.c', 'read.c', 'sds.c', 'alloc.c'].map(source);
  const build = (program: string, output: string) => {
    const guest = join(directory, output);
    expect(cc(['-O2', '-I', source(''), source(program), ...library, '-o', guest])).toEqual({ status: 0, output: '' });
    return guest;
  };
  const { port, path } = await startRedis(['--enable-debug-command', 'yes']);
  const where = `127.0.0.1:${port}`;

  const example = wasock(
    'run',
    build('examples/example.c', 'example.wasm'),
    '--allow-connect',
    where,
    '--',
    ...where.split(':'),
  );
  expect(await example.exited).toBe(0);
  expect(example.stdout).toContain(
    'PING: PONG\nSET: OK\nSET (binary API): OK\nGET foo: hello world\nINCR counter: 1\n',
  );
  expect(example.stdout).toContain('9) element-0\n');

  const options = ['-h', '127.0.0.1', '-p', String(port), '-s', path, '--skip-throughput', '--skip-inherit-fd'];
  const tests = wasock('run', build('test.c', 'test.wasm'), '--allow-all', '--', ...options);
  expect(await tests.exited).toBe(0);
  expect(tests.stdout).toContain('ALL TESTS PASSED');
  expect(tests.stdout.match(/PASSED/g)?.length).toBeGreaterThan(70);
});
