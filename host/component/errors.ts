import { Uncatchable } from '../uncatchable.ts';

/** Thrown by a function of a component whose result is an error: `result<T, E>` gives a T, or throws this. */
export class ComponentError extends Error {
  override readonly name = 'ComponentError';
  static readonly code = 'ERR_WASOCK_COMPONENT';
  readonly code = ComponentError.code;
  /** The error's value, of the type that the component declares; undefined if it has none. */
  readonly payload: unknown;
  readonly functionName: string;

  constructor(functionName: string, payload: unknown) {
    super(`${functionName}(): ${wordOf(payload) ?? 'failed: see the payload'}`);
    this.functionName = functionName;
    this.payload = payload;
  }
}

/** What is said of a payload: nothing that is longer than a message, or could move a terminal's cursor. */
const SHOWN = /^(?:\P{C}|\n){0,4000}$/u;

/** The word that a payload is, or the name of its case. */
function wordOf(payload: unknown): string | undefined {
  if (typeof payload === 'string') return SHOWN.test(payload) ? payload : undefined;
  if (payload === undefined) return 'failed';
  const isTagged =
    typeof payload === 'object' && payload !== null && 'tag' in payload && typeof payload.tag === 'string';
  return isTagged ? wordOf(payload.tag) : undefined;
}

/** Thrown if a component, or an object of one, is used when it cannot be: after its end, or while a call is under way. */
export class ComponentStateError extends Error {
  override readonly name = 'ComponentStateError';
  static readonly code = 'ERR_WASOCK_COMPONENT_STATE';
  readonly code = ComponentStateError.code;
}

/**
 * Thrown through a component if a function that it was given (`imports`) threw, which is the cause, or gave what it must not.
 * The component cannot catch it, and ends.
 */
export class ImportError extends Uncatchable {
  override readonly name = 'ImportError';
  static readonly code = 'ERR_WASOCK_IMPORT';
  readonly code = ImportError.code;
}
