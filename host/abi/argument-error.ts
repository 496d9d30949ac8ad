/** Thrown for an argument of a wrong type. */
export class ArgumentError extends TypeError {
  readonly code = 'ERR_WASOCK_ARGUMENT';
  /** What is wrong: `must be a string`. */
  readonly #fault: string;
  /** Where in the argument it is: `.iov[2]`. */
  #path = '';

  /** @param expected what would have been right: `a string` */
  constructor(expected: string, fault = `must be ${expected}`) {
    super(fault);
    this.#fault = fault;
  }

  /** A field that has to be there, and is not. */
  static missing(): ArgumentError {
    return new ArgumentError('', 'is missing');
  }

  /** A key that an object cannot have. @param known those that it can have */
  static unknownKey(key: string, known: readonly string[]): ArgumentError {
    return new ArgumentError('', `has an unknown key '${key}': there are ${known.join(', ')}`);
  }

  /** What is wrong with an inner value, for the outer one. */
  static within(error: unknown, step: string): unknown {
    if (error instanceof ArgumentError) error.#path = step + error.#path;
    return error;
  }

  /** What is wrong with an argument, in words. */
  static of(error: unknown, functionName: string, argument: string): unknown {
    if (error instanceof ArgumentError) {
      error.message = `${functionName}(): ${argument}${error.#path} ${error.#fault}`;
    }
    return error;
  }
}
