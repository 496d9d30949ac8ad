// The objects by which a program knows resources of a component: those that the component defines, and those that wasock
// gives it. What an object stands for is kept here, where nobody can change it.
import { ArgumentError } from '../abi/argument-error.ts';
import type { Taker } from '../abi/codec.ts';
import { pascal } from '../abi/names.mjs';
import type { HandleType } from '../abi/types.ts';
import type { Completion } from '../wait/completion.ts';
import { resourceOf } from './boundary.ts';
import type { Calls } from './calls.ts';
import type { Edge } from './edge.ts';
import { GivenResource } from './given-resource.ts';
import { endNow, endOf } from './lower.ts';
import type { Resource } from './resource.ts';

/** A class whose objects stand for those of a resource. */
export type ObjectClass = new (...args: unknown[]) => object;

/** What an object stands for. */
interface State {
  readonly resource: Resource;
  readonly representation: unknown;
  /** Whether it is lent by the component, for the time of a call. */
  readonly isLent: boolean;
  /** Why it is not usable any more. */
  gone: string | undefined;
}

/** How many bytes the values of one call may have together. */
const MOST_TAKEN = 1 << 28;

export class Objects implements Edge {
  readonly #calls: Calls;
  readonly #suspends: boolean;
  readonly #states = new WeakMap<object, State>();
  readonly #classes = new Map<Resource, ObjectClass>();
  /** Those that are lent, since `endLoans` was asked for last. */
  #lent: State[] = [];
  /** Those of wasock's that the program owns, which end with the component. */
  readonly #owned = new Set<State>();

  constructor(calls: Calls, suspends: boolean) {
    this.#calls = calls;
    this.#suspends = suspends;
  }

  wrap(type: HandleType, representation: unknown): unknown {
    const resource = resourceOf(type);
    // The program's own.
    if (resource.provided instanceof GivenResource) return representation;
    const object: object = Object.create(this.classOf(resource).prototype as object);
    const state: State = { resource, representation, isLent: type.kind === 'borrow', gone: undefined };
    this.#states.set(object, state);
    if (state.isLent) this.#lent.push(state);
    else if (resource.provided !== undefined) this.#owned.add(state);
    return object;
  }

  /** What ends the loans to the function of the program's that is about to be called. */
  endLoans(): () => void {
    const lent = this.#lent;
    this.#lent = [];
    return () => {
      for (const state of lent) state.gone = 'was lent for a call that is over';
    };
  }

  /** Of a call whose values are about to be taken. */
  taking(): Taking {
    return new Taking(this.#states, this.#owned);
  }

  /** The class of a resource. @param construct what `new` does: by default there are no new ones */
  classOf(resource: Resource, construct?: (args: readonly unknown[]) => object): ObjectClass {
    let found = this.#classes.get(resource);
    if (found === undefined) this.#classes.set(resource, (found = this.#makeClass(pascal(resource.name), construct)));
    return found;
  }

  #makeClass(name: string, construct: ((args: readonly unknown[]) => object) | undefined): ObjectClass {
    const make =
      construct ??
      (() => {
        throw new TypeError(`${name} has no constructor`);
      });
    const made = function (...args: unknown[]): object {
      if (new.target === undefined) throw new TypeError(`${name} is a class: it is called with new`);
      return make(args);
    } as unknown as ObjectClass;
    const dispose = (object: object): Completion<void> => this.#dispose(object);
    // Not arrow functions: they have the object as `this`.
    const methods = {
      [Symbol.dispose](): void {
        const outcome = dispose(this);
        // Nobody can wait for it. What has ended the component, the next call tells.
        if (outcome instanceof Promise) outcome.catch(() => {});
      },
      async [Symbol.asyncDispose](): Promise<void> {
        await dispose(this);
      },
    };
    Object.defineProperty(made, 'name', { value: name });
    Object.defineProperty(made.prototype, Symbol.dispose, { value: methods[Symbol.dispose] });
    if (this.#suspends)
      Object.defineProperty(made.prototype, Symbol.asyncDispose, { value: methods[Symbol.asyncDispose] });
    return made;
  }

  /** Ends what an object stands for. What is gone already stays so. @throws ComponentStateError during a call */
  #dispose(object: object): Completion<void> {
    const state = this.#states.get(object);
    if (state === undefined) throw new TypeError('this is no object of the component');
    if (state.gone !== undefined || state.isLent || this.#calls.hasEnded) return undefined;
    const end = (): Completion<void> => {
      state.gone = 'has been disposed of';
      this.#owned.delete(state);
      return endOf(state.resource, state.representation);
    };
    const path = `${pascal(state.resource.name)}[Symbol.dispose]`;
    if (state.resource.provided === undefined) return this.#calls.run(path, () => {}, end);
    // It may be lent to the call.
    this.#calls.check(path);
    return end();
  }

  /** Ends what the program still owns of wasock's. */
  end(): void {
    for (const state of this.#owned) endNow(state.resource, state.representation);
    this.#owned.clear();
  }
}

/** Takes the values of one call. What the component is to own is its own with `commit`, and not if a later value is wrong. */
export class Taking implements Taker {
  readonly isLenient = false;
  readonly #states: WeakMap<object, State>;
  readonly #owned: Set<State>;
  readonly #moved = new Set<State>();
  readonly #lent = new Set<State>();
  #room = MOST_TAKEN;

  constructor(states: WeakMap<object, State>, owned: Set<State>) {
    this.#states = states;
    this.#owned = owned;
  }

  takeHandle(type: HandleType, value: unknown): unknown {
    const resource = resourceOf(type);
    const expected = `a ${pascal(resource.name)}`;
    if (resource.provided instanceof GivenResource) {
      if (resource.provided.has(value)) return value;
      throw new ArgumentError(expected);
    }
    const state = typeof value === 'object' && value !== null ? this.#states.get(value) : undefined;
    if (state?.resource !== resource) throw new ArgumentError(`${expected} of the same component`);
    if (state.gone !== undefined) throw new ArgumentError(expected, state.gone);
    if (type.kind === 'own' && state.isLent) throw new ArgumentError(expected, 'is lent, and cannot be given away');
    const isTwice = this.#moved.has(state) || (type.kind === 'own' && this.#lent.has(state));
    if (isTwice) throw new ArgumentError(expected, 'is given away, and passed a second time');
    (type.kind === 'own' ? this.#moved : this.#lent).add(state);
    return state.representation;
  }

  spend(bytes: number): void {
    this.#room -= bytes;
    if (this.#room < 0)
      throw new ArgumentError(`shorter: the values of a call have at most ${MOST_TAKEN} bytes together`);
  }

  commit(): void {
    for (const state of this.#moved) {
      state.gone = 'was given away';
      this.#owned.delete(state);
    }
  }
}
