// One attempt to get round the policy, and why it must fail.
import { createPhp, type Php, type PolicyRules } from 'wasock/php';
import type { World } from './world.ts';

/**
 * Why an attempt fails: the permission that it lacks, by the flag that would give it; or PHP's last error, where there is
 * nothing that a permission could be asked for.
 */
export type Reason = `--${string}` | number;

export interface Attempt {
  readonly name: string;
  readonly policy: PolicyRules;
  /** @returns what only a guest that got through would have; FALSE, `undefined` or −1 otherwise */
  run(php: Php, world: World): unknown;
  reason(world: World): Reason;
}

/** What came of an attempt. */
export interface Failure {
  readonly got: unknown;
  readonly flags: readonly string[];
  readonly error: number;
}

/** Tries it in a guest of its own. */
export function tryIt({ policy, run }: Attempt, world: World): Failure {
  const flags: string[] = [];
  const php = createPhp({ policy, onWarning() {}, onDenied: ({ flag }) => void flags.push(flag) });
  try {
    const got = run(php, world);
    return { got, flags, error: php.socketLastError() };
  } finally {
    php.close();
  }
}
