// Functions as core modules import them: `canon lower`, and what is done with resources. Reference: CanonicalABI.md.
import type { CoreValue } from '../abi/codec.ts';
import { codecOf } from '../abi/codecs.ts';
import { hasParamsInMemory, hasResultInMemory, importSignature } from '../abi/flat.mjs';
import { sequence } from '../abi/layout.mjs';
import type { FunctionType } from '../abi/types.ts';
import { andFinally, andThen, type Completion } from '../wait/completion.ts';
import { type Signature, signatureOf } from '../wasm/core-imports.ts';
import type { Boundary } from './boundary.ts';
import type { ComponentInstance } from './instance.ts';
import type { LiftedFunction } from './lifted.ts';
import type { ProvidedFunction } from './provided.ts';
import type { ComponentFunction, CoreFunctionItem } from './items.ts';
import type { Resource } from './resource.ts';

/** What happens around each call of the host. */
export interface CallRules {
  /** Called first. @throws what ends the guest */
  readonly begin: () => void;
  /** Around each operation, where it may have to wait for its turn or for an answer; every one may wait then. */
  readonly around: (<T>(operation: () => Completion<T>) => Completion<T>) | undefined;
}

/** The most code units of a text for the host: what Linux takes for a path, and more than a name has. */
const MOST_TEXT = 65_536;

/** The core function of a component's function. */
export function lower(callee: ComponentFunction, boundary: Boundary, rules: CallRules): CoreFunctionItem {
  const { params, results } = importSignature(callee.type);
  const signature = signatureOf(params, results);
  if (callee.kind === 'lifted') return made(lowerLifted(callee.lifted, boundary), signature, true);
  const { provided, type } = callee;
  const waits = provided.waits || rules.around !== undefined;
  const { call, lowered } = provided;
  if (lowered !== undefined && (call === undefined || rules.around === undefined)) {
    const { memory, instance } = boundary;
    return made(lowered({ memory, handles: instance.handles, begin: rules.begin }), signature, waits);
  }
  boundary.edge = provided.edge;
  if (call === undefined) throw new TypeError('a function of the host that nobody can call');
  // What a program gives may take any texts.
  if (provided.edge === undefined) boundary.longestText = MOST_TEXT;
  return made(lowerValues(call, type, boundary, rules), signature, waits);
}

function made(callee: unknown, signature: Signature, waits: boolean): CoreFunctionItem {
  return { callee: callee as CoreFunctionItem['callee'], signature, isNative: false, waits };
}

type Core = (...flat: CoreValue[]) => Completion<CoreValue | void>;

/** A function of the host's on values. */
function lowerValues(
  callee: NonNullable<ProvidedFunction['call']>,
  type: FunctionType,
  boundary: Boundary,
  rules: CallRules,
): Core {
  const call = callee as (...args: unknown[]) => Completion<unknown>;
  const { around } = rules;
  return crossing(type, boundary, (args) => {
    rules.begin();
    return around === undefined ? call(...args) : around(() => call(...args));
  });
}

/** A function of another component's. */
function lowerLifted(lifted: LiftedFunction, boundary: Boundary): Core {
  const lending = (): number[] => (boundary.lent = []);
  return crossing(
    lifted.type,
    boundary,
    (args, lent) =>
      andThen(lifted.invoke(args), (value) => {
        for (const handle of lent) boundary.instance.handles.takeBack(handle);
        return value;
      }),
    lending,
  );
}

/** Lifts arguments, calls, and lowers the result. @param lending called first, where handles that are lent are noted */
function crossing(
  type: FunctionType,
  boundary: Boundary,
  call: (args: unknown[], lent: number[]) => Completion<unknown>,
  lending?: () => number[],
): Core {
  const { instance, memory } = boundary;
  const lift = lifting(type, boundary);
  const { result } = type;
  const codec = result === null ? undefined : codecOf(result);
  const isStored = hasResultInMemory(type);
  const give = (value: unknown, at: number): CoreValue | void => {
    if (codec === undefined) return undefined;
    if (isStored) return codec.store(boundary, value, at);
    const flat: CoreValue[] = [];
    codec.lower(boundary, value, flat);
    return flat[0];
  };
  return (...flat) => {
    instance.checkLeaving();
    const at = isStored ? memory.check(Number(flat.at(-1)), codec!.size, codec!.alignment) : 0;
    const lent = lending?.() ?? NONE;
    const args = lift(flat);
    const { lifted } = boundary;
    boundary.lent = undefined;
    // What the callee calls needs room beside them.
    return andFinally(
      () => andThen(call(args, lent), (value) => give(value, at)),
      () => boundary.giveBack(lifted),
    );
  };
}

const NONE: number[] = [];

function lifting(type: FunctionType, boundary: Boundary): (flat: readonly CoreValue[]) => unknown[] {
  const types = type.params.map((param) => param.type);
  const codecs = types.map(codecOf);
  const cost = codecs.reduce((sum, codec) => sum + codec.cost, 0);
  if (hasParamsInMemory(type)) {
    const { size, alignment, offsets } = sequence(types);
    return (flat) => {
      const from = boundary.memory.check(Number(flat[0]), size, alignment);
      boundary.beginLifting(cost);
      return codecs.map((codec, index) => codec.load(boundary, from + offsets[index]!));
    };
  }
  let at = 0;
  const starts = codecs.map((codec) => (at += codec.flat) - codec.flat);
  return (flat) => {
    boundary.beginLifting(cost);
    return codecs.map((codec, index) => codec.lift(boundary, flat, starts[index]!));
  };
}

/** `canon resource.new`: a handle that owns what a component has made, by its representation. */
export function resourceNew(resource: Resource, instance: ComponentInstance): CoreFunctionItem {
  const make = (representation: number): number => {
    instance.checkLeaving();
    return instance.handles.insert(resource, representation);
  };
  return made(make, signatureOf(['i32'], ['i32']), false);
}

/** `canon resource.rep`: what a component has made a handle of. */
export function resourceRepresentation(resource: Resource, { handles }: ComponentInstance): CoreFunctionItem {
  const find = (handle: number): number => Number(handles.representation(resource, handle));
  return made(find, signatureOf(['i32'], ['i32']), false);
}

/** `canon resource.drop`. */
export function resourceDrop(resource: Resource, instance: ComponentInstance, rules: CallRules): CoreFunctionItem {
  const drop = (handle: number): Completion<void> => {
    instance.checkLeaving();
    const { call, representation } = instance.handles.take(resource, handle);
    if (call !== undefined) return void call.borrows--;
    if (resource.provided !== undefined) rules.begin();
    return endOf(resource, representation, instance);
  };
  return made(drop, signatureOf(['i32'], []), true);
}

/** Ends what a handle owned of the host's when its guest is over: nothing waits for what is left. */
export function endNow({ provided }: Resource, representation: unknown): void {
  if (provided?.end !== undefined) return provided.end(representation as object);
  const outcome = provided?.drop(representation as object);
  // The guest that would be told is no more.
  if (outcome instanceof Promise) outcome.catch(() => {});
}

/** Ends what a handle owned. @param by who has dropped it */
export function endOf(resource: Resource, representation: unknown, by?: ComponentInstance): Completion<void> {
  const { provided, definer, destructor } = resource;
  if (provided !== undefined) return provided.drop(representation as object) ?? undefined;
  if (destructor === undefined || definer === undefined) return undefined;
  if (definer === by) return andThen(destructor(Number(representation)) as Completion<unknown>, () => {});
  definer.enter();
  return andThen(destructor(Number(representation)) as Completion<unknown>, () => definer.leave());
}
