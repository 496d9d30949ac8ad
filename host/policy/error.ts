/** A rule that does not say what it allows: the policy is not made. */
export class PolicyError extends Error {
  /** Stable: for programs that tell errors apart. */
  readonly code = 'ERR_WASOCK_POLICY';
  override readonly name = 'PolicyError';
  /** What was wrong, as it was given. */
  readonly subject: string;
  /** What may stand there. */
  readonly expected: string;
  /** The key of the rules it stands at, where it is known. */
  readonly key: string | undefined;

  constructor(subject: string, expected: string, key?: string) {
    super(`${subject} is not a valid rule: expected ${expected}`);
    this.subject = subject;
    this.expected = expected;
    this.key = key;
  }
}
