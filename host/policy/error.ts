/** A rule that does not say what it allows: the policy is not made. */
export class PolicyError extends Error {
  /** Stable: for programs that tell errors apart. */
  readonly code = 'ERR_WASOCK_POLICY';
  override readonly name = 'PolicyError';

  /**
   * @param subject what was wrong, as it was given
   * @param expected what may stand there
   */
  constructor(subject: string, expected: string) {
    super(`${subject} is not a valid rule: expected ${expected}`);
  }
}
