/** Thrown for a rule that is not valid. The policy is not made. */
export class PolicyError extends Error {
  /** Stable, for programs that distinguish errors. */
  readonly code = 'ERR_WASOCK_POLICY';
  override readonly name = 'PolicyError';
  /** What was wrong, as it was given. */
  readonly subject: string;
  /** What would have been right. */
  readonly expected: string;
  /** The key of the rules where it is, if that is known. */
  readonly key: string | undefined;

  constructor(subject: string, expected: string, key?: string) {
    super(`${subject} is not a valid rule: expected ${expected}`);
    this.subject = subject;
    this.expected = expected;
    this.key = key;
  }
}
