// The texts of errors that a guest has a part in: its names are in them, and what it asked for.
import { ComponentStateError } from '../component/errors.ts';
import { GuestExit } from '../guest-exit.ts';
import { type Abort, GuestAbort } from './last-words.ts';
import { visible } from '../policy/local.ts';

/** In code units. */
const MOST = { message: 4096, stack: 16_384 };

/** What there is of a message: cut, and nothing in it moves a terminal's cursor. */
export function messageText(text: string): string {
  return shown(text, MOST.message);
}

/** What there is of a stack, as of a message. */
export function stackText(text: string): string {
  return shown(text, MOST.stack);
}

/** The error itself, with such texts. */
export function withShownTexts(thrown: unknown): unknown {
  if (!(thrown instanceof Error)) return thrown;
  const { message, stack } = thrown;
  if (messageText(message) !== message) thrown.message = messageText(message);
  if (typeof stack === 'string' && stackText(stack) !== stack) thrown.stack = stackText(stack);
  return thrown;
}

/** Gives what a call gives. What it throws has such texts. */
export function withShownErrors<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw withShownTexts(error);
  }
}

function shown(text: string, most: number): string {
  // What is cut is not looked at: an escape is longer than what it stands for.
  const lines = text.slice(0, most).split('\n').map(visible).join('\n');
  return text.length <= most && lines.length <= most ? lines : `${lines.slice(0, most - 1)}…`;
}

/**
 * What a program is told of an error in a call.
 *
 * @param functionName for the message
 * @param abort what the guest said of it
 */
export function explained(error: unknown, functionName: string, abort?: Abort): unknown {
  if (!(error instanceof GuestExit)) return withShownTexts(error);
  if (abort !== undefined) return withShownTexts(GuestAbort.of(functionName, abort, error));
  return new ComponentStateError(`${functionName}(): the guest has exited, with ${error.exitCode}`, { cause: error });
}
