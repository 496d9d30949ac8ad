/** Options that are none: nothing is configured by them. */
export class OptionError extends TypeError {
  /** Stable: for programs that tell errors apart. */
  readonly code = 'ERR_WASOCK_OPTION';
  override readonly name = 'OptionError';

  /**
   * @param subject what was wrong, as it was given
   * @param expected what may stand there
   */
  constructor(subject: string, expected: string) {
    super(`${subject} is not a valid option: expected ${expected}`);
  }
}
