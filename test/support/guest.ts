// Runs guests of the tests and collects what they say.
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';
import { runGuest, spawnGuest, type PolicyRules, type SpawnOptions } from 'wasock';
import { compileCached } from '#host/build/cache';
import { Command } from './command-line.ts';
import { type Linking, NODE_26 } from './families.ts';
import { temporaryDirectory } from './temporary.ts';

export interface Outcome {
  code: number;
  /** The lines of its standard output. */
  lines: string[];
  /** PHP's warnings, in order. */
  warnings: string[];
}

/** What the guests of the tests may do: everything on loopback and in local sockets. */
export const LOOPBACK: PolicyRules = {
  connect: ['127.0.0.1', '[::1]', 'unix:*'],
  bind: ['127.0.0.1', '[::1]', 'unix:*'],
};

/** Compiles a guest, once however many tests run it. */
export function compiled(source: string, target: 'core' | 'component' = 'core'): Promise<Uint8Array> {
  const key = `${target} ${source}`;
  let module = modules.get(key);
  if (module === undefined) modules.set(key, (module = compileCached(source, CACHE, { target })));
  return module;
}
const modules = new Map<string, Promise<Uint8Array>>();
const SUSPENDED = fileURLToPath(new URL('suspended.mjs', import.meta.url));
/** Where compiled guests are kept from one run of the tests to the next. */
export const CACHE = fileURLToPath(new URL('../../.cache/guests/', import.meta.url));

/**
 * Runs a guest to its end: in a thread of its own; suspending, in a process of its own; or transpiled, on this thread,
 * which it blocks. What does not end is ended with the test.
 */
export async function run(
  source: string,
  args: readonly string[],
  { policy = LOOPBACK, linking = 'blocking' }: { policy?: PolicyRules; linking?: Linking } = {},
): Promise<Outcome> {
  const named = ['guest', ...args];
  if (linking === 'suspending') return runSuspending(source, policy, named);
  const output = openOutput();
  const warnings: string[] = [];
  const onWarning = (message: string) => void warnings.push(message);
  const options = { policy, args: named, stdout: output.descriptor, onWarning };
  const code = await (linking === 'blocking' ? runBlocking(source, options) : runTranspiled(source, options));
  return { code, lines: output.lines(), warnings };
}

async function runBlocking(source: string, options: SpawnOptions): Promise<number> {
  const guest = spawnGuest(await compiled(source), options);
  onTestFinished(() => guest.kill());
  return guest.exited;
}

async function runTranspiled(source: string, options: SpawnOptions): Promise<number> {
  return runGuest(await compiled(source, 'component'), options);
}

async function runSuspending(source: string, policy: PolicyRules, args: readonly string[]): Promise<Outcome> {
  const path = join(temporaryDirectory(), 'guest.wasm');
  writeFileSync(path, await compiled(source));
  const command = new Command(NODE_26 ?? '', ['--no-warnings', SUSPENDED, path, JSON.stringify(policy), ...args]);
  expect(await command.exited, command.stderr).toBe(0);
  const { code, warnings }: Omit<Outcome, 'lines'> = JSON.parse(command.stderr);
  return { code, lines: linesOf(command.stdout), warnings };
}

/** A file for a guest's standard output. */
export function openOutput(): { descriptor: number; text(): string; lines(): string[] } {
  const path = join(temporaryDirectory(), 'stdout');
  const descriptor = openSync(path, 'w');
  onTestFinished(() => closeSync(descriptor));
  const text = () => readFileSync(path, 'utf8');
  return { descriptor, text, lines: () => linesOf(text()) };
}

const linesOf = (text: string) => text.split('\n').slice(0, -1);
