// A policy function lives in the thread that started the guest: the guest's thread asks that, and waits.
import { errnoNumber } from '../os/errno.ts';
import { createAnswerDescriptor, sendAnswer, takeAnswer } from '../os/answer.ts';
import { close } from '../os/libc.ts';
import { platform } from '../os/platform.ts';
import { answerOf, type Denial, frozen, type PolicyFunction, type PolicyRequest } from '../policy.ts';
import type { BlockingWaiter } from '../wait/blocking.ts';

const EAGAIN = errnoNumber('eagain');
const YES = 1;

/**
 * The policy of the guest's thread. What it waits for, the end of the guest ends, too.
 *
 * @param fd where the answer comes: see os/answer.ts
 * @param ask tells the other thread
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

/** Answers for a guest on another thread, which asks one thing at a time. */
export class Answerer {
  /** Where the answers come. */
  readonly fd = createAnswerDescriptor();
  readonly #ask: PolicyFunction;
  #isOpen = true;
  /** Why the last answer was no, if it was none. */
  #cause: unknown;

  constructor(ask: PolicyFunction) {
    this.#ask = ask;
  }

  async answer(request: PolicyRequest): Promise<void> {
    const { isYes, cause } = await answerOf(this.#ask, frozen(request));
    // The guest may have ended, and its descriptor be another's.
    if (!this.#isOpen) return;
    this.#cause = cause;
    sendAnswer(this.fd, isYes);
  }

  /** A denial that came of the last answer. */
  explained(denial: Denial): Denial {
    return this.#cause === undefined ? denial : { ...denial, cause: this.#cause };
  }

  close(): void {
    this.#isOpen = false;
    close(this.fd);
  }
}
