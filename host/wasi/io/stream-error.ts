import { errnoNumber } from '../../os/errno.ts';
import { IoError } from './error.ts';

/** `stream-error` of wasi:io/streams. */
export type StreamError = { readonly tag: 'closed' } | { readonly tag: 'last-operation-failed'; readonly val: IoError };

const CLOSED: StreamError = { tag: 'closed' };

/** Errors that mean that the other end has closed the stream. */
const ENDS: ReadonlySet<number> = new Set([0, -errnoNumber('epipe')]);

/** What a stream says after an operation, which then has no more. @param outcome 0 for the end, or minus the system's errno */
export function closedOrFailed(outcome: number): StreamError {
  return ENDS.has(outcome) ? CLOSED : { tag: 'last-operation-failed', val: new IoError(outcome) };
}
