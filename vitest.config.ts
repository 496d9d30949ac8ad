import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** What build.sh installs for some of the tests, by the variable that tells them where it is. */
const TOOLS = {
  WASOCK_NODE26: 'build/node26/bin/node',
  WASOCK_WASMTIME_PYTHON: 'build/wasmtime/bin/python',
};

const installed = Object.entries(TOOLS)
  .map(([variable, path]) => [variable, fileURLToPath(new URL(path, import.meta.url))] as const)
  .filter(([variable, path]) => process.env[variable] === undefined && existsSync(path));

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/watchdog.ts'],
    // A process for each file: the tests count the process's open descriptors.
    pool: 'forks',
    maxWorkers: '100%',
    env: Object.fromEntries(installed),
    // The tests import what is published: dist/, as Node loads it.
    server: { deps: { external: [/\/dist\//] } },
    // A test may compile guests, in two seconds each on an idle machine.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
