#!/usr/bin/env node
// The command `wasock`. Its exit codes are documented in help.ts.
import module from 'node:module';
import { join } from 'node:path';
import { defaultCacheDirectory, makePrivate } from '../cache-directory.ts';
import { codeOf, isGuestException, messageOf } from '../thrown.ts';
import { type Command, parseCommand } from './flags.ts';
import { HELP } from './help.ts';
import { flagOf } from './limit-flags.ts';
import { complain } from './messages.ts';

const COMPILE_ERROR = 1;
const USAGE_ERROR = 2;
const TRAPPED = 134;

async function execute(command: Command): Promise<number> {
  switch (command.name) {
    case 'help':
      process.stdout.write(HELP);
      return 0;
    case 'version':
      process.stdout.write(`wasock ${(await import('../build/package.ts')).packageVersion()}\n`);
      return 0;
    // Loaded when asked for: the compiler alone takes a quarter of a second to load.
    case 'build':
      await (await import('./build.ts')).build(command);
      return 0;
    case 'cc':
      return (await import('../build/cc.ts')).compileC(command.args);
    case 'compose':
      await (await import('./compose.ts')).compose(command);
      return 0;
    case 'types':
      return (await import('./types.ts')).types(command);
    case 'init':
      return (await import('./init.ts')).init(command);
    case 'doctor':
      return (await import('./doctor.ts')).doctor();
    case 'completion':
      process.stdout.write((await import('./completion.ts')).completion(command.shell));
      return 0;
    case 'inspect':
      return (await import('./inspect.ts')).inspect(command);
    case 'run':
      keepCompiled(command);
      return (await import('./run.ts')).run(command);
  }
}

/** Lets Node keep what it compiles of this package's own code, where guests are kept, too. Node has that since 22.1. */
function keepCompiled({ cache }: Command & { name: 'run' }): void {
  const directory = cache ? defaultCacheDirectory() : null;
  if (directory === null || !makePrivate(directory)) return;
  const enable: unknown = Reflect.get(module, 'enableCompileCache');
  if (typeof enable === 'function') enable(join(directory, 'node'));
}

/** Reports what went wrong, and gives the exit code for it. */
function report(error: unknown): number {
  if (codeOf(error) === 'ERR_WASOCK_COMPILE' && error instanceof Error && 'entry' in error) {
    // The compiler's messages have been shown.
    complain(`${String(error.entry)} does not compile; guests are in AssemblyScript: https://www.assemblyscript.org`);
    return COMPILE_ERROR;
  }
  if (isTrap(error)) {
    complain(`the guest trapped: ${trapText(error)}`);
    return TRAPPED;
  }
  if (codeOf(error) === 'ERR_WASOCK_LIMIT') {
    complain(`the guest reached a limit: ${messageOf(error)}; raise it with ${flagOf(error)}`);
    return TRAPPED;
  }
  if (error instanceof WebAssembly.CompileError) {
    complain(`the guest is not valid WebAssembly: ${error.message}`);
    return USAGE_ERROR;
  }
  if (codeOf(error).startsWith('ERR_WASOCK_')) {
    complain(messageOf(error));
    return USAGE_ERROR;
  }
  throw error;
}

/** A guest that recurses without end makes the engine throw a RangeError. */
function isTrap(error: unknown): boolean {
  const hasOverflowed = error instanceof RangeError && /call stack/.test(error.message);
  const isTrapOfEngine = error instanceof WebAssembly.RuntimeError || isGuestException(error);
  return hasOverflowed || isTrapOfEngine || codeOf(error) === 'ERR_WASOCK_TRAP';
}

/** The message of a trap, and the guest's functions that it came through. The host's functions say nothing to the guest's author. */
function trapText(error: unknown): string {
  if (!(error instanceof Error)) return messageOf(error);
  const frames = (error.stack ?? '').split('\n').filter((line) => /^ +at .*wasm/.test(line));
  return [error.message, ...frames].join('\n');
}

process.exit(await parseAndExecute().catch(report));

async function parseAndExecute(): Promise<number> {
  return execute(parseCommand(process.argv.slice(2)));
}
