// Runs a guest of the tests inside this process and collects what it says.
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { spawnGuest, type PolicyRules } from 'wasock';
import { compileCached } from '#host/build/cache';
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
export function compiled(source: string): Promise<Uint8Array> {
  let module = modules.get(source);
  if (module === undefined) modules.set(source, (module = compileCached(source, CACHE)));
  return module;
}
const modules = new Map<string, Promise<Uint8Array>>();
const CACHE = fileURLToPath(new URL('../../.cache/guests/', import.meta.url));

/** Runs a guest in a thread of its own to its end. A guest that does not end is killed with the test. */
export async function run(source: string, args: readonly string[], policy = LOOPBACK): Promise<Outcome> {
  const wasm = await compiled(source);
  const output = openOutput();
  const warnings: string[] = [];
  const guest = spawnGuest(wasm, {
    policy,
    args: ['guest', ...args],
    stdout: output.descriptor,
    onWarning: (message) => warnings.push(message),
  });
  onTestFinished(() => guest.kill());
  const code = await guest.exited;
  return { code, lines: output.lines(), warnings };
}

/** A file for a guest's standard output. */
export function openOutput(): { descriptor: number; lines(): string[] } {
  const path = join(temporaryDirectory(), 'stdout');
  const descriptor = openSync(path, 'w');
  onTestFinished(() => closeSync(descriptor));
  return { descriptor, lines: () => readFileSync(path, 'utf8').split('\n').slice(0, -1) };
}
