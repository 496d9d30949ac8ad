import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execPath, versions } from 'node:process';
import { expect, test } from 'vitest';
import { Command, MAIN } from '../support/command-line.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/** What `wasock doctor` says, by what it is about. */
async function doctor(env: NodeJS.ProcessEnv): Promise<ReadonlyMap<string, string>> {
  const command = new Command(execPath, [MAIN, 'doctor'], undefined, env);
  expect(await command.exited).toBe(0);
  expect(command.stderr).toBe('');
  return new Map(
    Array.from(command.stdout.matchAll(/^(ok|--) {2}(.*?) {2,}(.*)$/gm), ([, mark, what = '', detail]) => [
      what,
      `${mark} ${detail}`,
    ]),
  );
}

test('it says what there is', async () => {
  const home = temporaryDirectory();
  const found = await doctor({ ...process.env, HOME: home, XDG_CACHE_HOME: join(home, 'cache') });
  expect(found.get('Node')).toBe(`ok Node ${versions.node}`);
  expect(found.get('C library')).toMatch(/^ok glibc 2\.\d+$/);
  expect(found.get('cache of guests')).toBe(`ok ${join(home, 'cache/wasock')}`);
  expect([...found.keys()]).toEqual(
    expect.arrayContaining(['suspended guests', 'faster compiling', 'clang', 'wasmtime', 'raw sockets']),
  );
});

test('it says what is missing, and what for', async () => {
  // No programs, no home.
  const { HOME: _home, XDG_CACHE_HOME: _cache, WASI_SDK_PATH: _sdk, ...env } = process.env;
  const empty = join(temporaryDirectory(), 'bin');
  mkdirSync(empty);
  const found = await doctor({ ...env, PATH: empty });
  expect(dirname(execPath)).not.toBe(empty);
  expect(found.get('clang')).toMatch(/^-- no clang, for 'wasock cc': set WASI_SDK_PATH/);
  expect(found.get('wasi-libc')).toMatch(/^-- for 'wasock cc'/);
  expect(found.get('wasmtime')).toMatch(/^-- only for guests of 'wasock build --target wasip2'/);
  expect(found.get('cache of guests')).toBe('-- there is no HOME: guests are compiled each time');
});
