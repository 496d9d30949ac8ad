// What may be in the quick tier: test/tiers.ts.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { INSTALLED, NOT_QUICK, QUICK } from './tiers.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(ROOT + path, 'utf8');

/** What build.sh installs for the tests, as tests look for it. */
const LOOKS_FOR =
  /'(nginx|redis-server|mosquitto_\w+|gcc|clang|wrk|systemd-[\w-]+|ip|unshare)'|chromium|debian|python|wasmtime|WASI_SDK|NODE_?26|build\/(components|wasmtime|node\d)/i;

/** What looks for it and is quick: by the direct linker alone, nothing of it is started. */
const LEAVES_OUT: Readonly<Record<string, string>> = {
  'test/linkings.test.ts': 'names files',
  'test/support/families.ts': 'has no Node 26 in LINKINGS',
  'test/support/guest.ts': 'starts Node 26 for suspended guests',
  'test/support/own-network.ts': 'leaves tests out where a network cannot be had',
  'test/tiers.ts': 'names files',
  'test/tiers.test.ts': 'names it all',
};

async function filesOf(...words: readonly string[]): Promise<string[]> {
  const vitest = `${ROOT}node_modules/vitest/vitest.mjs`;
  const { stdout } = await promisify(execFile)(process.execPath, [vitest, 'list', '--filesOnly', ...words], {
    cwd: ROOT,
  });
  return stdout.trim().split('\n');
}

const imported = new Map<string, readonly string[]>();

/** The files of test/ that a file imports. */
function importsOf(path: string): readonly string[] {
  const known = imported.get(path);
  if (known !== undefined) return known;
  const found = Array.from(read(path).matchAll(/\b(?:from|import) ?\(?'(\.[^']+)'/g), ([, specifier = '']) =>
    posix.join(path, '..', specifier),
  ).filter((to) => to.startsWith('test/') && existsSync(ROOT + to));
  imported.set(path, found);
  return found;
}

test('the quick tier is part of all, and looks for nothing that build.sh installs', async () => {
  const [quick, all] = await Promise.all([filesOf('--mode', 'quick'), filesOf()]);
  expect(quick.length).toBeGreaterThan(80);
  expect(quick.filter((path) => !all.includes(path))).toEqual([]);
  const reached = new Set(quick);
  for (const path of reached) for (const to of importsOf(path)) reached.add(to);
  const code = (path: string) => read(path).replace(/^\s*(\/\/|\*|\/\*).*$/gm, '');
  const looking = [...reached].filter((path) => LOOKS_FOR.test(code(path)));
  expect(looking.sort()).toEqual(Object.keys(LEAVES_OUT).sort());
});

test('every name in the lists is that of a file or a room that is there', () => {
  const names = [...QUICK, ...NOT_QUICK, ...INSTALLED].flatMap((name) => {
    const [, before = '', choices = '', after = ''] = /^([^{]*)\{([^}]*)\}(.*)$/.exec(name) ?? [];
    return choices === '' ? [name] : choices.split(',').map((choice) => before + choice + after);
  });
  const paths = names.map((name) => (name.includes('*') ? `test/${name.replace(/\*+$/, '')}` : `test/${name}.test.ts`));
  expect(paths.filter((path) => !existsSync(ROOT + path))).toEqual([]);
});

test('build.sh runs them all', () => {
  expect(read('build.sh')).toContain('npm run test:all --silent -- "$@"');
});
