/** Thrown for an option that does not exist, or has a value that is not valid. */
export class OptionError extends TypeError {
  /** Stable, for programs that distinguish errors. */
  readonly code = 'ERR_WASOCK_OPTION';
  override readonly name = 'OptionError';

  /**
   * @param subject what was wrong, as it was given
   * @param expected what would have been right
   */
  constructor(subject: string, expected: string) {
    super(`${subject} is not a valid option: expected ${expected}`);
  }
}
