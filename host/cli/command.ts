// The command `wasock`. Its exit codes are documented in help.ts.
import { codeOf, isGuestException, messageOf } from '../thrown.ts';
import { type Command, parseCommand } from './flags.ts';
import { HELP } from './help.ts';
import { flagOf } from './limit-flags.ts';
import { complain } from './messages.ts';
import { run } from './run.ts';

const COMPILE_ERROR = 1;
const USAGE_ERROR = 2;
const TRAPPED = 134;

async function perform(command: Command): Promise<number> {
  switch (command.name) {
    case 'help':
      process.stdout.write(HELP);
      return 0;
    case 'version':
      process.stdout.write(`wasock ${(await import('../build/package.ts')).packageVersion()}\n`);
      return 0;
    // Loaded when asked for: the compiler alone takes a quarter of a second to load. What runs a guest is loaded as it is here.
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
    case 'inspect':
      return (await import('./inspect.ts')).inspect(command);
    case 'run':
      return run(command);
  }
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

/** Does what the command line says. @returns the exit code */
export async function execute(args: string[]): Promise<number> {
  try {
    return await perform(parseCommand(args));
  } catch (error) {
    return report(error);
  }
}
