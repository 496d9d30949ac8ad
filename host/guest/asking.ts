// A policy function lives with whoever started the guest: the guest's thread asks, and waits for the answer.
import { errnoNumber } from '../os/errno.ts';
import { takeAnswer } from '../os/answer.ts';
import { platform } from '../os/platform.ts';
import { type Denial, frozen, type PolicyFunction, type PolicyRequest } from '../policy.ts';
import { answerOf } from '../policy/function-policy.ts';
import type { BlockingWaiter } from '../wait/blocking.ts';

const EAGAIN = errnoNumber('eagain');
const YES = 1;

/**
 * The policy of the guest's thread. What it waits for, the end of the guest ends, too.
 *
 * @param fd where the answer comes: see os/answer.ts
 * @param ask tells whoever started the guest
 */
export function askingThread(
  fd: number,
  waiter: BlockingWaiter,
  ask: (request: PolicyRequest) => void,
): PolicyFunction {
  return (request) => {
    ask(request);
    return waiter.retry(fd, platform.POLLIN, Infinity, -EAGAIN, () => takeAnswer(fd)) === YES;
  };
}

/** Answers for a guest that runs elsewhere, which asks one thing at a time. */
export class Answerer {
  readonly #ask: PolicyFunction;
  /** Why the last answer was no, if it was none. */
  #cause: unknown;

  constructor(ask: PolicyFunction) {
    this.#ask = ask;
  }

  /** @returns whether it is allowed */
  async answer(request: PolicyRequest): Promise<boolean> {
    const { isYes, cause } = await answerOf(this.#ask, frozen(request));
    this.#cause = cause;
    return isYes;
  }

  /** A denial that came of the last answer. */
  explained(denial: Denial): Denial {
    return this.#cause === undefined ? denial : { ...denial, cause: this.#cause };
  }
}
