/** A WIT `result`, as values have it: host/abi/compounds.ts. */
export type Result<T, E> = Ok<T> | Err<E>;

export interface Ok<T> {
  readonly tag: 'ok';
  readonly val: T;
}

export interface Err<E> {
  readonly tag: 'err';
  readonly val: E;
}

/** The `ok` of a result without a value. */
export const DONE: Ok<undefined> = { tag: 'ok', val: undefined };

export function ok<T>(val: T): Ok<T> {
  return { tag: 'ok', val };
}

export function err<E>(val: E): Err<E> {
  return { tag: 'err', val };
}
