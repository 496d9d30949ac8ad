/** Thrown for an argument of another type than a function takes. */
export class ArgumentError extends TypeError {
  readonly code = 'ERR_WASOCK_ARGUMENT';
  /** What would have been right: `a string`. */
  readonly #expected: string;
  /** Where in the argument it is: `.iov[2]`. */
  #path = '';

  constructor(expected: string) {
    super(expected);
    this.#expected = expected;
  }

  /** What is wrong with an inner value, for the outer one. */
  static within(error: unknown, step: string): unknown {
    if (error instanceof ArgumentError) error.#path = step + error.#path;
    return error;
  }

  /** What is wrong with an argument, in words. */
  static of(error: unknown, functionName: string, argument: string): unknown {
    if (error instanceof ArgumentError) {
      error.message = `${functionName}(): ${argument}${error.#path} must be ${error.#expected}`;
    }
    return error;
  }
}
