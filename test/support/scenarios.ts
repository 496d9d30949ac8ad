// The scenarios of test/php/, and running them as guests.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runGuest } from 'wasock';
import { createPhp } from 'wasock/php';
import { compileCached } from '#host/build/cache';
import { makeComponent } from '#host/build/component';
import { interpret } from '../php/script/interpret.ts';
import { parseScenario, type Scenario, type Statement } from '../php/parse.ts';
import { type Block, blocksOf, normalised } from '../php/transcript.ts';
import { translate } from '../php/guest/translate.ts';
import { INTERNET } from './families.ts';
import { CACHE, openOutput } from './guest.ts';
import { alone } from './ports.ts';
import { temporaryDirectory } from './temporary.ts';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const SCENARIOS = path('../php/scenarios/');
const GUESTS = path('../../.cache/scenarios/');
const SUPPORT = '../../test/guests/php';

/** What a scenario may need of the machine. */
const HAS: Record<string, boolean> = { inet6: INTERNET.includes('inet6'), ports: true };

export const scenarioNames: readonly string[] = readdirSync(SCENARIOS)
  .filter((name) => name.endsWith('.scenario'))
  .map((name) => name.replace('.scenario', ''));

export function readScenario(name: string): Scenario {
  return parseScenario(readFileSync(`${SCENARIOS}${name}.scenario`, 'utf8'));
}

/** Whether this machine has what the scenario needs. */
export function runnable(name: string): boolean {
  return readScenario(name).needs.every((need) => HAS[need] ?? false);
}

/** Runs a scenario in some way: alone, if it needs ports by their numbers. */
export async function run<T>(name: string, how: () => T | Promise<T>): Promise<T> {
  return readScenario(name).needs.includes('ports') ? alone(how) : how();
}

/** What PHP did. */
export function readRecording(name: string): Block[] {
  return blocksOf(readFileSync(`${SCENARIOS}${name}.txt`, 'utf8'));
}

/**
 * Runs a scenario as a guest, a core module or a component, on this thread: so its warnings arrive between the lines
 * that it prints, in their places. It is compiled once, and quickly: not optimised.
 */
export async function runScenario(name: string, target: 'core' | 'component'): Promise<Block[]> {
  const directory = temporaryDirectory();
  const { descriptor, text } = openOutput();
  const onWarning = (message: string, severity: string) => {
    writeSync(descriptor, `${warningLine(message, severity)}\n`);
  };
  const core = await compileCached(guestOf(name), CACHE, { optimize: false });
  const guest = target === 'core' ? core : await makeComponent(core);
  const failure = await runGuest(guest, {
    policy: { all: true },
    args: ['guest', directory],
    stdout: descriptor,
    onWarning,
  }).then(
    (code) => (code === 0 ? '' : `exit code ${code}\n`),
    (error: unknown) => `${String(error)}\n`,
  );
  return blocksOf(normalised(text() + failure, directory));
}

/** Runs statements in JavaScript, on `wasock/php`. */
export function interpretScenario(statements: readonly Statement[]): Block[] {
  const directory = temporaryDirectory();
  const lines: string[] = [];
  const print = (line: string) => void lines.push(line);
  const php = createPhp({
    policy: { all: true },
    onWarning: (message, severity) => print(warningLine(message, severity)),
  });
  try {
    interpret(statements, php, directory, print);
  } catch (error) {
    print(String(error));
  } finally {
    php.close();
  }
  return blocksOf(normalised(`${lines.join('\n')}\n`, directory));
}

const warningLine = (message: string, severity: string) =>
  `${severity.charAt(0).toUpperCase()}${severity.slice(1)}: ${message}`;

/** The file of a scenario's guest. Tests in other processes may be about to compile it, so it is there whole, or not. */
export function guestOf(name: string): string {
  mkdirSync(GUESTS, { recursive: true });
  const file = `${GUESTS}${name}.ts`;
  const text = translate(readScenario(name), SUPPORT);
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    writeFileSync(`${file}.${process.pid}`, text);
    renameSync(`${file}.${process.pid}`, file);
  }
  return file;
}
