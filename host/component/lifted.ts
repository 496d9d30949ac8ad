import type { CoreValue } from '../abi/codec.ts';
import { codecOf } from '../abi/codecs.ts';
import { hasParamsInMemory, hasResultInMemory } from '../abi/flat.mjs';
import { sequence } from '../abi/layout.mjs';
import type { FunctionType } from '../abi/types.ts';
import { GuestTrap } from '../trap.ts';
import { andThen, type Completion } from '../wait/completion.ts';
import type { Boundary } from './boundary.ts';
import type { Edge } from './edge.ts';
import type { Call } from './handles.ts';

/** A core function as the linker calls it. It gives a promise where guests are suspended. */
export type CoreCall = (...args: CoreValue[]) => Completion<CoreValue | undefined>;

/** A function of a component, lifted from a core function: `canon lift`. Reference: CanonicalABI.md, "canon lift". */
export class LiftedFunction {
  readonly type: FunctionType;
  readonly #call: CoreCall;
  readonly #boundary: Boundary;
  readonly #postReturn: CoreCall | undefined;
  readonly #lower: (args: readonly unknown[]) => CoreValue[];
  readonly #lift: (returned: CoreValue | undefined) => unknown;

  constructor(type: FunctionType, call: CoreCall, boundary: Boundary, postReturn: CoreCall | undefined) {
    this.type = type;
    this.#call = call;
    this.#boundary = boundary;
    this.#postReturn = postReturn;
    this.#lower = hasParamsInMemory(type) ? storing(type, boundary) : lowering(type, boundary);
    this.#lift = lifting(type, boundary);
  }

  /**
   * Calls it.
   *
   * @param args values of its types; a handle's is its representation
   * @param edge what its result goes through, if a program calls it
   * @throws GuestTrap if the guest breaks a rule; it must not be called again then
   */
  invoke(args: readonly unknown[], edge?: Edge): Completion<unknown> {
    const { instance } = this.#boundary;
    instance.enter();
    const call: Call = { borrows: 0 };
    this.#boundary.call = call;
    const flat = this.#lower(args);
    this.#boundary.call = undefined;
    return andThen(this.#call(...flat), (returned) => this.#finish(call, returned, edge));
  }

  #finish(call: Call, returned: CoreValue | undefined, edge: Edge | undefined): unknown {
    const { instance } = this.#boundary;
    this.#boundary.edge = edge;
    const value = this.#lift(returned);
    // Nothing else comes out before it is with whoever has called.
    this.#boundary.giveBack(this.#boundary.lifted);
    if (call.borrows !== 0) throw new GuestTrap('a component keeps a handle that was lent to it for a call');
    const postReturn = this.#postReturn;
    if (postReturn !== undefined) {
      instance.withoutLeaving(() => (returned === undefined ? postReturn() : postReturn(returned)));
    }
    instance.leave();
    return value;
  }
}

function lowering({ params }: FunctionType, boundary: Boundary): (args: readonly unknown[]) => CoreValue[] {
  const codecs = params.map(({ type }) => codecOf(type));
  return (args) => {
    const flat: CoreValue[] = [];
    for (const [index, codec] of codecs.entries()) codec.lower(boundary, args[index], flat);
    return flat;
  };
}

/** Arguments that are too many for core values lie in memory that the callee gives. */
function storing({ params }: FunctionType, boundary: Boundary): (args: readonly unknown[]) => CoreValue[] {
  const { size, alignment, offsets } = sequence(params.map(({ type }) => type));
  const codecs = params.map(({ type }) => codecOf(type));
  return (args) => {
    const at = boundary.memory.allocate(size, alignment);
    for (const [index, codec] of codecs.entries()) codec.store(boundary, args[index], at + offsets[index]!);
    return [at];
  };
}

function lifting(type: FunctionType, boundary: Boundary): (returned: CoreValue | undefined) => unknown {
  const { result } = type;
  if (result === null) {
    return () => {
      boundary.beginLifting(0);
      return undefined;
    };
  }
  const codec = codecOf(result);
  const isStored = hasResultInMemory(type);
  return (returned) => {
    boundary.beginLifting(codec.cost);
    if (!isStored) return codec.lift(boundary, [returned!], 0);
    return codec.load(boundary, boundary.memory.check(Number(returned), codec.size, codec.alignment));
  };
}
