// Runs guests of the tests and collects what they say.
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';
import { type GuestModule, spawnGuest, type PolicyRules, type SpawnOptions } from 'wasock';
import { type ComponentHostOptions, createHost } from 'wasock/host';
import { Command } from './command-line.ts';
import { commandOf, flagsOf } from './commands.ts';
import { compiled, linked, transpiled } from './compiled.ts';
import { isSuspending, type Linking, NODE_26 } from './families.ts';
import { runComponent } from './transpiled.mjs';
import { temporaryDirectory } from './temporary.ts';

export { CACHE, compiled } from './compiled.ts';

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

const SUSPENDED = fileURLToPath(new URL('suspended.mjs', import.meta.url));

/** How to run a guest. */
export interface Run {
  readonly linking: Linking;
  readonly policy?: PolicyRules;
  /** Whether this thread must not be blocked meanwhile: there is somebody on it whom the guest waits for. */
  readonly isWaitedFor?: boolean;
}

/**
 * Runs a guest to its end: in a thread of its own; suspended, in a process of its own; or transpiled, on this thread or
 * in a process of its own. What does not end is ended with the test.
 */
export async function run(
  source: string,
  args: readonly string[],
  { policy = LOOPBACK, linking, isWaitedFor = false }: Run,
): Promise<Outcome> {
  const named = ['guest', ...args];
  if (isSuspending(linking)) return runSuspending(source, policy, named, targetOf(linking));
  if (linking === 'transpiled' && isWaitedFor) return runMapped(source, policy, args);
  const output = openOutput();
  const warnings: string[] = [];
  const onWarning = (message: string) => void warnings.push(message);
  const options = { policy, args: named, stdout: output.descriptor, onWarning };
  const code = await (linking === 'transpiled'
    ? runInstantiated(source, options)
    : runBlocking(await linked(source, targetOf(linking)), options));
  return { code, lines: output.lines(), warnings };
}

/** The form of a guest that is linked so. */
function targetOf(linking: Linking): 'core' | 'component' {
  return linking === 'blocking' || linking === 'suspending' ? 'core' : 'component';
}

async function runBlocking(wasm: GuestModule, options: SpawnOptions): Promise<number> {
  const guest = spawnGuest(wasm, options);
  onTestFinished(() => guest.kill());
  return guest.exited;
}

async function runInstantiated(source: string, options: ComponentHostOptions): Promise<number> {
  const host = createHost(options);
  try {
    return await runComponent(await transpiled(source), host.imports);
  } finally {
    host.close();
  }
}

async function runMapped(source: string, policy: PolicyRules, args: readonly string[]): Promise<Outcome> {
  const [file = '', ...words] = await commandOf(source, 'transpiled');
  return outcomeOfCommand(new Command(file, [...words, ...flagsOf(policy), '--', ...args]));
}

/** What came of a guest that a command has run. */
export async function outcomeOfCommand(command: Command): Promise<Outcome> {
  const code = await command.exited;
  const warnings = command.stderr
    .split('\n')
    .flatMap((line) => line.split(/^(?:Warning|Notice|Deprecated): /)[1] ?? []);
  return { code, lines: linesOf(command.stdout), warnings };
}

async function runSuspending(
  source: string,
  policy: PolicyRules,
  args: readonly string[],
  target: 'core' | 'component',
): Promise<Outcome> {
  const path = join(temporaryDirectory(), 'guest.wasm');
  writeFileSync(path, await compiled(source, target));
  const command = new Command(NODE_26 ?? '', ['--no-warnings', SUSPENDED, path, JSON.stringify(policy), ...args]);
  expect(await command.exited, command.stderr).toBe(0);
  // What a guest says before it aborts comes first.
  const { code, warnings }: Omit<Outcome, 'lines'> = JSON.parse(linesOf(command.stderr).at(-1) ?? '');
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
