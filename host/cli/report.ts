// How a command that failed says why, and its exit code.
import { codeOf, isGuestException, messageOf } from '../thrown.ts';
import { flagOf } from './limit-flags.ts';
import { complain } from './messages.ts';

const COMPILE_ERROR = 1;
const USAGE_ERROR = 2;
const TRAPPED = 134;

/** Reports what went wrong. @returns the exit code for it @throws what is no failure of the guest's or the command's */
export function report(error: unknown): number {
  if (codeOf(error) === 'ERR_WASOCK_COMPILE' && error instanceof Error && 'entry' in error) {
    // The compiler's messages have been shown.
    if ('hints' in error && Array.isArray(error.hints))
      for (const hint of error.hints) complain(`hint: ${String(hint)}`);
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
export function isTrap(error: unknown): boolean {
  const hasOverflowed = error instanceof RangeError && /call stack/.test(error.message);
  const isTrapOfEngine = error instanceof WebAssembly.RuntimeError || isGuestException(error);
  return hasOverflowed || isTrapOfEngine || codeOf(error) === 'ERR_WASOCK_TRAP';
}

/** Where in a guest's source traps were. */
const inSource = new WeakMap<Error, string>();

/** Finds out where in its source a guest in AssemblyScript has trapped, for the report. @param guest what it was compiled to */
export async function locateTrap(error: unknown, entry: string, guest: Uint8Array): Promise<void> {
  if (!isTrap(error) || !(error instanceof Error) || !entry.endsWith('.ts')) return;
  try {
    const { sourceLines } = await import('../build/source-lines.ts');
    const lines = await sourceLines(entry, guest, error.stack ?? '');
    if (lines !== undefined) inSource.set(error, lines);
  } catch {
    // The source may have changed, or gone. What the engine says is shown then.
  }
}

/** The message of a trap, and the guest's functions that it came through. The host's functions say nothing to the guest's author. */
function trapText(error: unknown): string {
  if (!(error instanceof Error)) return messageOf(error);
  const source = inSource.get(error);
  if (source !== undefined) return `${error.message}\n${source}`;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^ +at .*wasm/.test(line));
  return [error.message, ...frames].join('\n');
}
