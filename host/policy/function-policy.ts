import { bounded, LONGEST_NAME } from './bounds.ts';
import type { Denial } from './denial.ts';
import { ipOf, canonicalAddress, parseInternetAddress } from './internet.ts';
import { LookedUp, type LookedUpData } from './looked-up.ts';
import { canonicalName, type Transport } from './pattern.ts';
import {
  addressQuestion,
  forkQuestion,
  lookupQuestion,
  multicastQuestion,
  optional,
  type PolicyFunction,
  type PolicyRequest,
  type Question,
  rawQuestion,
} from './request.ts';
import { DEFAULT_LOOKUP_TTL } from './rules.ts';
import type { Clock, GuestPolicy } from '../policy.ts';
import { Uncatchable } from '../uncatchable.ts';
import type { IpAddress, SocketAddress } from '../generated/wit-types.ts';

/**
 * Thrown by a check whose answer is not there yet, before anything is done. The operation begins again when the answer is
 * there. So only the code that begins operations knows that they may wait for an answer: see socket/asked.ts.
 */
export class Pending {
  /** Settles when the check has an answer; never rejects. */
  readonly answered: Promise<void>;

  constructor(answered: Promise<void>) {
    this.answered = answered;
  }
}

/** An answer, and why it counts as no if it is neither true nor false. */
interface Answer {
  readonly isYes: boolean;
  readonly cause?: unknown;
}

/** A policy that the embedder's function decides. An error that it throws, or an answer other than true or false, denies. */
export class FunctionPolicy implements GuestPolicy {
  readonly allowsEverything = false;
  readonly #ask: PolicyFunction;
  readonly #canWait: boolean;
  readonly #now: Clock;
  readonly #lookedUp = new LookedUp();
  /** Answers that an operation has waited for. They are kept until it is over. */
  readonly #answers = new Map<string, Answer>();

  /** @param canWait whether the guest can wait for a promise */
  constructor(ask: PolicyFunction, canWait: boolean, now: Clock = () => performance.now()) {
    this.#ask = ask;
    this.#canWait = canWait;
    this.#now = now;
  }

  checkConnect(to: SocketAddress, transport: Transport): Denial | undefined {
    return this.#check(this.#about('connect', to, transport));
  }

  checkBind(local: SocketAddress, transport: Transport): Denial | undefined {
    return this.#check(this.#about('bind', local, transport));
  }

  mayBind(local: SocketAddress, transport: Transport): boolean {
    return this.#check(optional(this.#about('bind', local, transport))) === undefined;
  }

  checkLookup(asked: string): Denial | undefined {
    const host = asked.slice(0, LONGEST_NAME);
    return parseInternetAddress(host) === undefined ? this.#check(lookupQuestion(host)) : undefined;
  }

  checkRaw(kind: string): Denial | undefined {
    return this.#check(rawQuestion(kind));
  }

  checkFork(): Denial | undefined {
    return this.#check(forkQuestion());
  }

  checkMembership(group: IpAddress): Denial | undefined {
    return this.#check(multicastQuestion(group));
  }

  grantLookup(host: string, addresses: Iterable<SocketAddress>): void {
    const now = this.#now();
    for (const address of addresses) {
      const ip = ipOf(address);
      if (ip === undefined) continue;
      const name = canonicalName(host.slice(0, LONGEST_NAME));
      this.#lookedUp.add(name, canonicalAddress(ip), now + DEFAULT_LOOKUP_TTL * 1000, now);
    }
  }

  copyLookedUp(offset: number): readonly LookedUpData[] {
    return [this.#lookedUp.copy(offset)];
  }

  becomeLookedUp([data]: readonly LookedUpData[], offset: number): void {
    if (data !== undefined) this.#lookedUp.become(data, offset);
  }

  forgetAnswers(): void {
    this.#answers.clear();
  }

  #about(permission: 'connect' | 'bind', address: SocketAddress, transport: Transport): Question {
    return addressQuestion(permission, bounded(address), transport, (ip) => {
      const now = this.#now();
      return Array.from(this.#lookedUp.names(ip)).flatMap(([name, until]) => (until > now ? [name] : []));
    });
  }

  #check({ request, denial }: Question): Denial | undefined {
    const known = this.#answers.size === 0 ? undefined : this.#answers.get(JSON.stringify(request));
    const { isYes, cause } = known ?? this.#answer(request);
    if (isYes) return undefined;
    return cause === undefined ? denial : { ...denial, cause };
  }

  /** @throws Pending */
  #answer(request: PolicyRequest): Answer {
    let answer: unknown;
    try {
      answer = this.#ask(request);
    } catch (error) {
      // The guest was ended while it waited for the answer.
      if (error instanceof Uncatchable) throw error;
      return { isYes: false, cause: error };
    }
    if (!isThenable(answer)) return judgement(answer);
    const settled = Promise.resolve(answer).then(judgement, (cause: unknown) => ({ isYes: false, cause }));
    if (!this.#canWait) return { isYes: false, cause: new TypeError(NO_PROMISE) };
    throw new Pending(settled.then((found) => void this.#answers.set(JSON.stringify(request), found)));
  }
}

const NO_PROMISE =
  'a policy function must answer at once where the guest blocks this thread: suspend the guest, or run it in a worker';

function judgement(answer: unknown): Answer {
  if (typeof answer === 'boolean') return { isYes: answer };
  return { isYes: false, cause: new TypeError(`a policy function answers true or false, not ${typeof answer}`) };
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** The answer of a policy function, for a guest on another thread. */
export async function answerOf(ask: PolicyFunction, request: PolicyRequest): Promise<Answer> {
  try {
    return judgement(await ask(request));
  } catch (cause) {
    return { isYes: false, cause };
  }
}
