import { chmodSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compileCached } from 'wasock/build';
import { temporaryDirectory } from '../support/temporary.ts';

const VALUE = `export const value = 'first';`;

function guest() {
  const directory = temporaryDirectory();
  const entry = join(directory, 'guest.ts');
  writeFileSync(entry, `import { value } from './value'; console.log(value);`);
  writeFileSync(join(directory, 'value.ts'), VALUE);
  return { directory, entry, cache: join(directory, 'cache') };
}

/** The one compiled guest in a cache. */
function compiledIn(cache: string): string {
  const [name, ...others] = readdirSync(cache).filter((file) => file.endsWith('.wasm'));
  expect(others).toEqual([]);
  return join(cache, name ?? '');
}

/** A mark that only a guest taken from the cache can bear: its file's time. */
function age(path: string): number {
  return statSync(path).mtimeMs;
}

test('a guest that has not changed is not compiled again', async () => {
  const { entry, cache } = guest();
  const first = await compileCached(entry, cache);
  const written = age(compiledIn(cache));
  expect(await compileCached(entry, cache)).toEqual(first);
  expect(age(compiledIn(cache))).toBe(written);
});

test('a change in a file that the guest imports is seen, and replaces what was kept', async () => {
  const { directory, entry, cache } = guest();
  const first = await compileCached(entry, cache);
  writeFileSync(join(directory, 'value.ts'), VALUE.replace('first', 'second'));
  const second = await compileCached(entry, cache);
  expect(second).not.toEqual(first);
  expect(readdirSync(cache)).toHaveLength(2);
});

test('a new file that comes before the one used so far is seen', async () => {
  const { directory, entry, cache } = guest();
  rmSync(join(directory, 'value.ts'));
  mkdirSync(join(directory, 'value'));
  writeFileSync(join(directory, 'value/index.ts'), VALUE);
  const first = await compileCached(entry, cache);
  writeFileSync(join(directory, 'value.ts'), VALUE.replace('first', 'second'));
  expect(await compileCached(entry, cache)).not.toEqual(first);
});

test('options are told apart', async () => {
  const { entry, cache } = guest();
  const optimized = await compileCached(entry, cache);
  expect(await compileCached(entry, cache, { optimize: false })).not.toEqual(optimized);
  expect(await compileCached(entry, cache)).toEqual(optimized);
});

test('a damaged entry is compiled anew', async () => {
  const { entry, cache } = guest();
  const first = await compileCached(entry, cache);
  writeFileSync(compiledIn(cache), 'damaged');
  expect(await compileCached(entry, cache)).toEqual(first);
  for (const name of readdirSync(cache)) writeFileSync(join(cache, name), '{"output": 1}');
  expect(await compileCached(entry, cache)).toEqual(first);
});

test('the directory is private, and one that others can write to is not used', async () => {
  const { entry, cache } = guest();
  await compileCached(entry, cache);
  expect(statSync(cache).mode & 0o777).toBe(0o700);
  const open = join(temporaryDirectory(), 'open');
  mkdirSync(open);
  chmodSync(open, 0o777);
  await compileCached(entry, open);
  expect(readdirSync(open)).toEqual([]);
});
