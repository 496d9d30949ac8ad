// Runs a guest of the tests inside this process and collects what it says.
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { runGuest, spawnGuest, type PolicyRules, type SpawnOptions } from 'wasock';
import { compileCached } from '#host/build/cache';
import type { Linking } from './families.ts';
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
const CACHE = fileURLToPath(new URL('../../.cache/guests/', import.meta.url));

/**
 * Runs a guest to its end: in a thread of its own, to be killed with the test if it does not end; or, transpiled, on
 * this one, which it blocks.
 */
export async function run(
  source: string,
  args: readonly string[],
  { policy = LOOPBACK, linking = 'linked' }: { policy?: PolicyRules; linking?: Linking } = {},
): Promise<Outcome> {
  const output = openOutput();
  const warnings: string[] = [];
  const options = {
    policy,
    args: ['guest', ...args],
    stdout: output.descriptor,
    onWarning: (message: string) => void warnings.push(message),
  };
  const code = await (linking === 'linked' ? runLinked(source, options) : runTranspiled(source, options));
  return { code, lines: output.lines(), warnings };
}

async function runLinked(source: string, options: SpawnOptions): Promise<number> {
  const guest = spawnGuest(await compiled(source), options);
  onTestFinished(() => guest.kill());
  return guest.exited;
}

async function runTranspiled(source: string, options: SpawnOptions): Promise<number> {
  return runGuest(await compiled(source, 'component'), options);
}

/** A file for a guest's standard output. */
export function openOutput(): { descriptor: number; lines(): string[] } {
  const path = join(temporaryDirectory(), 'stdout');
  const descriptor = openSync(path, 'w');
  onTestFinished(() => closeSync(descriptor));
  return { descriptor, lines: () => readFileSync(path, 'utf8').split('\n').slice(0, -1) };
}
