// A guest's thread asks the thread that started it, and waits for the answer: about its policy function, which lives there, and
// about the guest's other processes.
import { errnoNumber } from '../os/errno.ts';
import { type Answer, takeAnswer } from '../os/answer.ts';
import { platform } from '../os/platform.ts';
import { type Denial, frozen, type PolicyFunction, type PolicyRequest } from '../policy.ts';
import { answerOf } from '../policy/function-policy.ts';
import { andThen, type Completion } from '../wait/completion.ts';
import type { Waiter } from '../wait/waiter.ts';

const EAGAIN = errnoNumber('eagain');

/**
 * Waits for the answer to a question that has been sent. The end of the guest also ends the wait.
 *
 * @param fd the descriptor where it arrives: see os/answer.ts
 */
export function awaitAnswer(fd: number, waiter: Waiter): Completion<Answer> {
  let answer: Answer | undefined;
  const taken = waiter.retry(fd, platform.POLLIN, Infinity, -EAGAIN, () => {
    answer = takeAnswer(fd);
    return answer ? 0 : -EAGAIN;
  });
  return andThen(taken, () => answer ?? awaitAnswer(fd, waiter));
}

/**
 * The policy of the guest's thread.
 *
 * @param ask sends the question to the thread that started the guest, and waits for the answer: 1 for yes
 */
export function askingThread(ask: (request: PolicyRequest) => Completion<Answer>): PolicyFunction {
  return (request) => andThen(ask(request), ([outcome]) => outcome === 1);
}

/** Answers the questions of a guest that runs elsewhere. Each of its processes asks one at a time. */
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
