// CONTRIBUTING.md's recipes are all that it takes: in a copy of the repository, an option, an errno, a control message and
// a function are added by them alone, built, and used.
import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { env, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { generated } from '../wit/generate.mjs';
import { type Recipe, RECIPES } from './recipes/made-up.ts';
import { hasWasiCompiler } from './support/c-guests.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OWN = fileURLToPath(new URL('recipes/', import.meta.url));

/** What the build, the tests and the documentation need. */
const COPIED = ['asm', 'c', 'docs', 'examples', 'host', 'test', 'wit'];
const COPIED_FILES = ['package.json', 'package-lock.json', 'tsconfig.json', 'vitest.config.ts'];

const VITEST = 'node_modules/vitest/vitest.mjs';
const SCENARIOS = 'test/php/scenarios/';
const scenarioOf = ({ name }: Pick<Recipe, 'name'>) => `${SCENARIOS}made-up-${name}.scenario`;

let copy = '';

interface Run {
  readonly status: unknown;
  readonly stdout: string;
  /** And what it said on standard error. */
  readonly output: string;
}

/** Runs a command in the copy. This run of vitest is none of its, nor is the cache of whoever runs it. */
function run(file: string, args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Run> {
  const own = Object.entries(env).filter(([name]) => !/^(VITEST|NODE_OPTIONS|FORCE_COLOR|TEST$|npm_)/.test(name));
  const all = {
    ...Object.fromEntries(own),
    PATH: `${join(copy, 'node_modules/.bin')}:${env['PATH']}`,
    XDG_CACHE_HOME: join(copy, '.cache'),
    NO_COLOR: '1',
    ...more,
  };
  return new Promise((resolve) => {
    execFile(file, [...args], { cwd: copy, env: all }, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : error.code, stdout, output: stdout + stderr });
    });
  });
}

const node = (args: readonly string[], more?: Readonly<Record<string, string>>) => run(execPath, args, more);

/** Has sockatmark(3) fail with the made-up errno. */
const FAILING = { NODE_OPTIONS: `--import=${new URL('recipes/errno-134.mjs', import.meta.url).href}` };

beforeAll(async () => {
  copy = mkdtempSync(join(tmpdir(), 'wasock-recipes-'));
  for (const name of [...COPIED, ...COPIED_FILES]) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  for (const recipe of RECIPES) {
    for (const [path, edit] of Object.entries(recipe.edits)) {
      writeFileSync(join(copy, path), edit(readFileSync(join(copy, path), 'utf8')));
    }
    // What PHP does is recorded by a command; of these, no PHP knows.
    for (const kind of ['scenario', 'txt']) {
      cpSync(`${OWN}made-up-${recipe.name}.${kind}`, join(copy, `${SCENARIOS}made-up-${recipe.name}.${kind}`));
    }
  }
  const { scripts } = JSON.parse(readFileSync(join(copy, 'package.json'), 'utf8'));
  // As `npm run wit` does.
  const { status, output } = await run('sh', ['-c', `node wit/generate.mjs && ${scripts.build}`]);
  if (status !== 0) throw new Error(output);
  return () => rmSync(copy, { recursive: true, force: true });
}, 300_000);

describe.each(RECIPES)('the recipe of $title', ({ title, most, edits, ...recipe }) => {
  const scenario = recipe.scenario === 'of the recipe' ? [scenarioOf(recipe)] : [];
  const files = [...Object.keys(edits), ...scenario];

  test(`asks for at most ${most} files`, () => {
    expect(files.length).toBeLessThanOrEqual(most);
  });

  test('names them', () => {
    const text = readFileSync(`${ROOT}CONTRIBUTING.md`, 'utf8');
    const [, section = ''] = text.split(`### ${title}\n`);
    const named = section.split('\n### ')[0] ?? '';
    const isNamed = (path: string) => named.includes(`\`${path}\``) || named.includes(`\`${dirname(path)}/\``);
    expect(files.filter((path) => !isNamed(path))).toEqual([]);
  });
});

test('all else that differs is generated', () => {
  const byHand = RECIPES.flatMap((recipe) => [...Object.keys(recipe.edits), scenarioOf(recipe)]);
  const recorded = RECIPES.map((recipe) => scenarioOf(recipe).replace('.scenario', '.txt'));
  const made = new Set([...generated().map(([path]) => path), ...byHand, ...recorded, 'docs/coverage.md']);
  const differing = COPIED.flatMap((directory) => filesBelow(directory)).filter((path) => differs(path));
  expect(differing.filter((path) => !made.has(path))).toEqual([]);
  expect(byHand.filter((path) => !differs(path))).toEqual([]);
});

/** The files in a directory of the copy. */
function filesBelow(directory: string): string[] {
  const names = readdirSync(join(copy, directory), { recursive: true, encoding: 'utf8' });
  return names.map((name) => join(directory, name)).filter((path) => statSync(join(copy, path)).isFile());
}

function differs(path: string): boolean {
  return !existsSync(ROOT + path) || !readFileSync(join(copy, path)).equals(readFileSync(ROOT + path));
}

describe('what was made up', () => {
  test('does what its scenarios say, as a core module, as a component and in JavaScript', async () => {
    const { status, output } = await node([VITEST, 'run', 'test/asm/php.test.ts', '-t', 'made-up'], FAILING);
    expect(status, output).toBe(0);
    // By three ways, and the recording.
    expect(output).toMatch(new RegExp(`\\b${4 * RECIPES.length} passed`));
  });

  test('is wherever the tests of lists look for it', async () => {
    const { status, output } = await node([
      VITEST,
      'run',
      'test/layout.test.ts',
      'test/php-api/api.test.ts',
      'test/wit.test.ts',
    ]);
    expect(status, output).toBe(0);
  });

  test.skipIf(!hasWasiCompiler)('is there in C', async () => {
    const compiled = await node(['dist/cli/main.js', 'cc', join(OWN, 'made-up.c'), '-o', 'made-up.wasm']);
    expect(compiled).toMatchObject({ status: 0, output: '' });
    const everything = ['--allow-connect', '127.0.0.1', '--allow-bind', '127.0.0.1'];
    const { stdout } = await node(['dist/cli/main.js', 'run', 'made-up.wasm', ...everything], FAILING);
    expect(stdout.split('\n')).toEqual(['0', '1', '1 1', 'EMADEUP Something made up', '']);
  });

  test('is in the documentation that a command writes', async () => {
    expect(await node(['docs/coverage/generate.mjs'])).toEqual({ status: 0, stdout: '', output: '' });
    const rows = readFileSync(join(copy, 'docs/coverage.md'), 'utf8').split('\n');
    for (const name of ['IP_FREEBIND', 'SO_RXQ_OVFL', 'socket_is_blocking(socket)']) {
      expect(rows.filter((row) => row.startsWith(`| \`${name}\``))).toHaveLength(1);
    }
  });
});
