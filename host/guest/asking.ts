// A policy function lives in the thread that started the guest. The guest's thread asks it, and waits for the answer.
import { errnoNumber } from '../os/errno.ts';
import { takeAnswer } from '../os/answer.ts';
import { platform } from '../os/platform.ts';
import { type Denial, frozen, type PolicyFunction, type PolicyRequest } from '../policy.ts';
import { answerOf } from '../policy/function-policy.ts';
import { andThen } from '../wait/completion.ts';
import type { Waiter } from '../wait/waiter.ts';

const EAGAIN = errnoNumber('eagain');
const YES = 1;

/**
 * The policy of the guest's thread. The end of the guest also ends a wait for an answer.
 *
 * @param fd the descriptor where the answer arrives: see os/answer.ts
 * @param ask sends the question to the thread that started the guest
 */
export function askingThread(fd: number, waiter: Waiter, ask: (request: PolicyRequest) => void): PolicyFunction {
  return (request) => {
    ask(request);
    const taken = waiter.retry(fd, platform.POLLIN, Infinity, -EAGAIN, () => takeAnswer(fd));
    return andThen(taken, (answer) => answer === YES);
  };
}

/** Answers the questions of a guest that runs elsewhere. It asks one at a time. */
export class Answerer {
  readonly #ask: PolicyFunction;
  /** Why the last answer counted as no, if it was not true or false. */
  #cause: unknown;

  constructor(ask: PolicyFunction) {
    this.#ask = ask;
  }

  /** @returns whether the operation is allowed */
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
