// WASI 0.2 runtimes that a component is run in, each in a child process.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { compileCached } from '#host/build/cache';
import { Command } from '../support/command-line.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const RUNNER = fileURLToPath(new URL('wasmtime-run.py', import.meta.url));
const CACHE = fileURLToPath(new URL('../../.cache/guests/', import.meta.url));
const JCO = fileURLToPath(import.meta.resolve('@bytecodealliance/jco')).replace(/api\.js$/, 'jco.js');

/** The Python that has wasmtime: build.sh tells, or it lies where install.sh puts it. */
const INSTALLED = fileURLToPath(new URL('../../build/wasmtime/bin/python', import.meta.url));
const PYTHON = env['WASOCK_WASMTIME_PYTHON'] ?? INSTALLED;

/** Whether there is a wasmtime; says so where there is none, since tests are then left out. */
export const hasWasmtime = existsSync(PYTHON);
if (!hasWasmtime) console.warn('tests in wasmtime are left out: test/wasip2/install.sh installs it');

/** How to start each runtime. */
export const RUNTIMES = {
  wasmtime: (component: string, args: readonly string[]) => new Command(PYTHON, [RUNNER, component, ...args]),
  jco: (component: string, args: readonly string[]) => new Command(execPath, [JCO, 'run', component, ...args]),
};

/** A guest built with `--target wasip2`, as a file that is gone when the test is over. */
export async function buildFile(source: string): Promise<string> {
  const path = join(temporaryDirectory(), 'guest.wasm');
  writeFileSync(path, await compileCached(source, CACHE, { target: 'wasip2' }));
  return path;
}
