// A C library that was not written for this: hiredis, as it is, with its example and its own tests, against a real Redis.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bothWays, cc, hasWasiCompiler } from '../support/c-guests.ts';
import { wasock } from '../support/command-line.ts';
import { fetched, unpacked } from '../support/debian-source.ts';
import { installed, startRedis } from '../support/services.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const HIREDIS = {
  builds: 'libhiredis-dev',
  archive: 'hiredis_0.14.1.orig.tar.gz',
  sha256: '2663b2aed9fd430507e30fc5e63274ee40cdd1a296026e22eafd7d99b01c8913',
};

const canRun = hasWasiCompiler && installed('redis-server');
const archive = canRun ? fetched(HIREDIS) : undefined;
const source = archive === undefined ? '' : unpacked(archive);

test.skipIf(archive === undefined)("hiredis' example and tests, unmodified", { timeout: 240_000 }, async () => {
  const directory = temporaryDirectory();
  const library = ['hiredis.c', 'net.c', 'read.c', 'sds.c', 'alloc.c'].map((name) => join(source, name));
  const build = (program: string, output: string) => {
    const guest = join(directory, output);
    const made = cc(['-O2', '-I', source, join(source, program), ...library, '-o', guest]);
    expect(made).toEqual({ status: 0, output: '' });
    return guest;
  };
  const { port, path } = await startRedis(['--enable-debug-command', 'yes']);
  const where = `127.0.0.1:${port}`;

  for (const [way, guest] of (await bothWays(build('examples/example.c', 'example.wasm'))).entries()) {
    const example = wasock('run', guest, '--allow-connect', where, '--', ...where.split(':'));
    expect(await example.exited).toBe(0);
    expect(example.stdout).toContain(
      `PING: PONG\nSET: OK\nSET (binary API): OK\nGET foo: hello world\nINCR counter: ${2 * way + 1}\n`,
    );
    expect(example.stdout).toContain('9) element-0\n');
  }

  const options = ['-h', '127.0.0.1', '-p', String(port), '-s', path, '--skip-throughput', '--skip-inherit-fd'];
  for (const guest of await bothWays(build('test.c', 'test.wasm'))) {
    const tests = wasock('run', guest, '--allow-all', '--', ...options);
    expect(await tests.exited).toBe(0);
    expect(tests.stdout).toContain('ALL TESTS PASSED');
    expect(tests.stdout.match(/PASSED/g)?.length).toBeGreaterThan(70);
  }
});
