// wasock run
import { openSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { defaultCacheDirectory, privateCacheDirectory } from '../cache-directory.ts';
import type { Guest } from '../guest/guest.ts';
import { compileModule, type GuestModule } from '../guest/module.ts';
import { runGuest } from '../guest/run.ts';
import { beginAlone } from '../host.ts';
import type { TraceOptions } from '../index.ts';
import { endOnBrokenPipe } from '../os/broken-pipe.ts';
import type { spawnGuest } from '../guest/spawn.ts';
import type { WasiOptions } from '../guest/wasi.ts';
import type { Limits } from '../limits.ts';
import { keepUnchanged, readUnchanged } from '../unchanged.ts';
import { importsFork } from '../wasm/fork-import.ts';
import { GuestKilled } from '../wait/waiter.ts';
import { needCompiler } from './compiler.ts';
import { keepsCompiler } from './node-features.ts';
import { startWatchdog } from './watchdog.ts';
import { isWebAssembly, readNamedFile, writeNamedFile } from './files.ts';
import { type RunCommand, UsageError } from './flags.ts';
import type { Learner } from './learn.ts';
import { locateTrap } from './report.ts';
import { compilerMessages, complain, denialReporter } from './messages.ts';
import { activatedSockets, givenSockets, lostSockets, UNNAMED } from './listen-flag.ts';
import type { PolicyRules } from '../policy.ts';
import { mergeRules, readPolicyFile } from './policy-file.ts';

/** The exit code that shells give a command which SIGINT has ended. */
const INTERRUPTED = 130;

const STANDARD_ERROR = 2;

/** Runs a guest, and gives its exit code. */
export async function run(command: RunCommand): Promise<number> {
  beginAlone();
  const { guest } = command;
  const policy = policyOf(command);
  const reached = cacheWithin(command.dirs);
  if (reached !== undefined)
    complain(`the guest can write to ${reached}, where later runs find what they run: give it another --dir, or :ro`);
  const bytes = await load(command);
  try {
    return await runLoaded(command, policy, bytes);
  } catch (error) {
    await locateTrap(error, guest, bytes);
    throw error;
  }
}

async function runLoaded(command: RunCommand, policy: PolicyRules, bytes: Uint8Array): Promise<number> {
  const { limits, learn, wait } = command;
  // What was learnt is told also if nobody reads what the guest prints.
  if (learn === undefined) endOnBrokenPipe();
  const options = optionsOf(command);
  if (learn !== undefined) {
    const { Learner } = await import('./learn.ts');
    return runLearning(bytes, options, wait, new Learner(learn, policy, denialReporter()));
  }
  const allowed = { ...options, policy, onDenied: denialReporter() };
  const module = compileModule(bytes, limits);
  // A guest in a worker is ended whatever it does, and can have other processes.
  if (wait === 'block' && (isTimed(limits) || forks(module))) return (await spawned(module, allowed)).exited;
  if (isTimed(limits)) startWatchdog(limits);
  return runGuest(module, { ...allowed, wait });
}

/** The rules of the flags and of the file. */
export function policyOf({ policy, policyFile }: RunCommand): PolicyRules {
  return policyFile === undefined ? policy : mergeRules(readPolicyFile(policyFile), policy);
}

/** What a guest is given besides its rules. */
export function optionsOf({ guest, args, env, dirs, listeners, limits, verbose, trace }: RunCommand) {
  const lost = lostSockets(process.env);
  if (lost !== undefined) complain(lost);
  const sockets = givenSockets(activatedSockets(process.env), listeners);
  return {
    args: [guest, ...args],
    env,
    limits,
    ...(verbose || trace !== undefined ? { trace: traceOf(trace) } : {}),
    ...(Object.keys(dirs).length > 0 && { dirs }),
    ...(Object.keys(sockets).length > 0 && { sockets, onListening: tellListening }),
  };
}

/** Where calls are written: a file, in the format that its name asks for, or standard error. @throws UsageError */
function traceOf(file: string | undefined): TraceOptions {
  if (file === undefined) return { to: STANDARD_ERROR };
  const format = /\.(jsonl|ndjson)$/.test(file) ? 'json' : file.endsWith('.json') ? 'chrome' : 'text';
  // Chrome's format is an array, whose end may be missing.
  writeNamedFile(file, new TextEncoder().encode(format === 'chrome' ? '[\n' : ''));
  return { to: openSync(file, 'a'), format };
}

/** Says where a guest can be reached: the system chooses a port in place of 0. */
function tellListening(address: string, name: string): void {
  complain(`listening on ${address}${name === UNNAMED ? '' : ` (${name})`}`);
}

function isTimed({ cpuTimeMs = Infinity, wallTimeMs = Infinity }: Limits): boolean {
  return Math.min(cpuTimeMs, wallTimeMs) < Infinity;
}

function forks(module: GuestModule): boolean {
  return module.kind === 'core' && importsFork(module.imports);
}

/** Loaded when needed: what starts threads. */
async function spawned(...args: Parameters<typeof spawnGuest>): Promise<Guest> {
  const spawn = await import('../guest/spawn.ts');
  return spawn.spawnGuest(...args);
}

/** Runs a guest such that what was learnt is printed, however the guest ends. */
async function runLearning(
  bytes: Uint8Array,
  options: WasiOptions & { readonly limits: Limits },
  wait: RunCommand['wait'],
  learner: Learner,
): Promise<number> {
  const { policy } = learner;
  try {
    // A guest that blocks this thread would keep signals from being handled.
    if (wait === 'suspend') process.once('SIGINT', () => process.exit(interrupted(learner)));
    if (wait === 'suspend') return await runGuest(bytes, { ...options, policy, wait });
    const guest = await spawned(bytes, { ...options, policy });
    process.once('SIGINT', () => void guest.kill());
    return await guest.exited;
  } catch (error) {
    if (error instanceof GuestKilled) return INTERRUPTED;
    throw error;
  } finally {
    learner.tell();
  }
}

function interrupted(learner: Learner): number {
  learner.tell();
  return INTERRUPTED;
}

async function load({ guest: path, cache, verbose }: RunCommand): Promise<Uint8Array> {
  const bytes = readNamedFile(path);
  if (isWebAssembly(bytes)) return composed(path, bytes);
  checkSource(path);
  const directory = cache ? (privateCacheDirectory() ?? undefined) : undefined;
  const unchanged = directory === undefined ? undefined : readUnchanged(directory, resolve(path));
  if (unchanged !== undefined) return unchanged;
  const binary = await compiled(path, directory);
  if ((verbose || process.stderr.isTTY) && !keepsCompiler()) tellSlow();
  return binary;
}

async function compiled(path: string, directory: string | undefined): Promise<Uint8Array> {
  needCompiler(path);
  const messages = compilerMessages();
  if (directory === undefined) return (await import('../build/compile.ts')).compileGuest(path, messages);
  keepCompiler(directory);
  const { compileCached, keptInputs } = await import('../build/cache.ts');
  const since = Date.now();
  const binary = await compileCached(path, directory, messages);
  const inputs = keptInputs(path, directory, messages);
  if (inputs !== undefined) keepUnchanged(directory, resolve(path), inputs, since);
  return binary;
}

/** The cache, if it is in a directory that the guest may change. */
function cacheWithin(dirs: RunCommand['dirs']): string | undefined {
  const given = Object.values(dirs);
  const cache = given.length === 0 ? null : defaultCacheDirectory();
  if (cache === null) return undefined;
  const inside = `${real(cache)}/`;
  const isReached = (one: (typeof given)[number]): boolean =>
    (typeof one === 'string' || one.readOnly !== true) &&
    inside.startsWith(`${real(typeof one === 'string' ? one : one.path)}/`.replace(/^\/\/$/, '/'));
  return given.some(isReached) ? cache : undefined;
}

/** A path without links, as far as it exists. */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

/** Lets Node keep what it makes of the compiler, where guests are kept, too. */
function keepCompiler(directory: string): void {
  if (keepsCompiler())
    Reflect.get(process.getBuiltinModule('node:module'), 'enableCompileCache')(join(directory, 'node'));
}

function tellSlow(): void {
  complain(`Node ${process.versions.node} takes longer to compile a guest than Node 22 and later do`);
}

/** @throws UsageError for what is no source of a guest by its name */
export function checkSource(path: string): void {
  if (!path.endsWith('.ts')) throw new UsageError(notAGuest(path));
}

/** A program with PHP's functions, if it imports them: wit/php.wit. @param path of its file */
export async function composed(path: string, binary: Uint8Array): Promise<Uint8Array> {
  if (!Buffer.from(binary.buffer, binary.byteOffset, binary.byteLength).includes('wasock:sockets/php')) return binary;
  if (!(await import('./wants-library.ts')).wantsLibrary(binary)) return binary;
  needCompiler(`${path}, a component that is not composed with the library,`);
  const { composeWithLibrary } = await import('../build/compose.ts');
  return composeWithLibrary(binary, 'component');
}

function notAGuest(path: string): string {
  const advice = /\.(c|cc|cpp|cxx)$/.test(path) ? "; compile C and C++ with 'wasock cc'" : '';
  return `${path} is not a guest: expected WebAssembly, or AssemblyScript in a file that ends in .ts${advice}`;
}
