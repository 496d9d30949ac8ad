// WASI 0.2 runtimes that components are run in, each run in a process of its own. A component is made ready for a
// runtime once, which takes the time of several runs, and then run as often as wanted.
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { env, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { transpileBytes } from '@bytecodealliance/jco-transpile';
import { afterAll } from 'vitest';
import { compileCached } from '#host/build/cache';
import { Command } from '../support/command-line.ts';
import { CACHE } from '../support/compiled.ts';

/** `wasock`: this package's own linker of components, on its own WASI. */
export type Runtime = 'wasmtime' | 'jco' | 'wasock';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const WASMTIME_RUN = here('wasmtime-run.py');
const JCO_RUN = here('jco-run.mjs');
const WASOCK = here('../../dist/cli/main.js');
export const JCO = fileURLToPath(import.meta.resolve('@bytecodealliance/jco')).replace(/api\.js$/, 'jco.js');

/** The Python that has wasmtime: build.sh tells, or it lies where install.sh puts it. */
const PYTHON = env['WASOCK_WASMTIME_PYTHON'] ?? here('../../build/wasmtime/bin/python');

/** Whether there is a wasmtime; says so where there is none, since tests are then left out. */
export const hasWasmtime = existsSync(PYTHON);
if (!hasWasmtime) console.warn('tests in wasmtime are left out: test/wasip2/install.sh installs it');

/** The runtimes that are there. */
export const RUNTIMES: readonly Runtime[] = hasWasmtime ? ['wasmtime', 'jco'] : ['jco'];

/** What is made ready lies here, until the tests of this file are over. */
const directory = mkdtempSync(join(tmpdir(), 'wasock-wasip2-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
// What jco generates imports its WASI by name.
symlinkSync(here('../../node_modules'), join(directory, 'node_modules'));
writeFileSync(join(directory, 'package.json'), '{ "type": "module" }');
let count = 0;

/** A component that is ready to run: the words of the command that does, to be followed by the guest's arguments. */
export type Ready = readonly [file: string, ...args: string[]];

/**
 * A guest of this package's, built with `--target wasip2`.
 *
 * @param source path of its file
 */
export function buildGuest(source: string, optimize = false): Promise<Uint8Array> {
  return compileCached(source, CACHE, { target: 'wasip2', optimize });
}

/** Makes a component ready for a runtime: compiled by wasmtime, or transpiled by jco. */
export async function prepare(runtime: Runtime, component: Uint8Array): Promise<Ready> {
  const path = join(directory, `${++count}`, 'guest.wasm');
  await mkdir(dirname(path));
  if (runtime === 'wasmtime') return compileInto(path, component);
  if (runtime === 'jco') return transpileInto(dirname(path), component);
  await writeFile(path, component);
  return [execPath, '--no-warnings', WASOCK, 'run', path, '--allow-all', '--'];
}

/** Wasmtime's command line, as it were: to be followed by a component's file. */
export const WASMTIME = [PYTHON, WASMTIME_RUN] as const;

/** A component as jco's command line runs it, which transpiles it anew each time. */
export function jcoRun(component: Uint8Array): Ready {
  const path = join(directory, `${++count}.wasm`);
  writeFileSync(path, component);
  return [execPath, JCO, 'run', path];
}

/** Runs a component that is ready. */
export function runReady([file, ...words]: Ready, args: readonly string[]): Command {
  return new Command(file, [...words, ...args]);
}

async function compileInto(path: string, component: Uint8Array): Promise<Ready> {
  await writeFile(path, component);
  const compiled = `${path.slice(0, -'.wasm'.length)}.cwasm`;
  await promisify(execFile)(PYTHON, [WASMTIME_RUN, '--compile', path, compiled]);
  return [PYTHON, WASMTIME_RUN, compiled];
}

async function transpileInto(folder: string, component: Uint8Array): Promise<Ready> {
  const { files } = await transpileBytes(component, {
    name: 'guest',
    wasiShim: true,
    emitTypescriptDeclarations: false,
  });
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
  return [execPath, '--no-warnings', JCO_RUN, join(folder, 'guest.js')];
}
