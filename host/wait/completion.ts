/**
 * The outcome of an operation that may have to wait: a value if the host blocks the thread, or a promise if it suspends the
 * guest. So each operation is written once for both.
 */
export type Completion<T> = T | Promise<T>;

/** Continues with `next` when the outcome is there: now, unless it is a promise. */
export function andThen<T, R>(outcome: Completion<T>, next: (value: T) => Completion<R>): Completion<R> {
  return outcome instanceof Promise ? outcome.then(next) : next(outcome);
}

/** Calls `end` when the outcome is there, or an error. */
export function andFinally<T>(operation: () => Completion<T>, end: () => void): Completion<T> {
  let outcome: Completion<T>;
  try {
    outcome = operation();
  } catch (error) {
    end();
    throw error;
  }
  if (outcome instanceof Promise) return outcome.finally(end);
  end();
  return outcome;
}

/** Repeats `step` until it gives something. It is synchronous until the first promise. */
export function repeat<T>(step: () => Completion<T | undefined>): Completion<T> {
  for (;;) {
    const outcome = step();
    if (outcome instanceof Promise) return repeatFrom(outcome, step);
    if (outcome !== undefined) return outcome;
  }
}

async function repeatFrom<T>(first: Promise<T | undefined>, step: () => Completion<T | undefined>): Promise<T> {
  let outcome = await first;
  while (outcome === undefined) outcome = await step();
  return outcome;
}
