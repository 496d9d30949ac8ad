import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { INSTALLED, NOT_QUICK, QUICK } from './test/tiers.ts';

/** What build.sh installs for some of the tests, by the variable that tells them where it is. */
const TOOLS = {
  WASOCK_NODE26: 'build/node26/bin/node',
  WASOCK_WASMTIME_PYTHON: 'build/wasmtime/bin/python',
};

const installed = Object.entries(TOOLS)
  .map(([variable, path]) => [variable, fileURLToPath(new URL(path, import.meta.url))] as const)
  .filter(([variable, path]) => process.env[variable] === undefined && existsSync(path));

const files = (names: readonly string[]): string[] => names.map((name) => `test/${name}.test.ts`);

export default defineConfig(({ mode }) => ({
  test: {
    ...(mode === 'quick'
      ? { include: files(QUICK), exclude: files([...NOT_QUICK, ...INSTALLED]) }
      : { include: files(['**/*']) }),
    setupFiles: ['test/support/watchdog.ts'],
    // A process for each file: the tests count the process's open descriptors. In the quick tier starting them would take half of the
    // time; its files share the processes, one after another.
    pool: 'forks',
    isolate: mode !== 'quick',
    maxWorkers: '100%',
    env: mode === 'quick' ? { WASOCK_TIER: mode } : Object.fromEntries(installed),
    // The tests import what is published: dist/, as Node loads it.
    server: { deps: { external: [/\/dist\//] } },
    // A test may compile guests, in two seconds each on an idle machine.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
}));
