// What the linker can give a component: interfaces of the host's, whose functions take and give plain values.
import type { GuestMemory } from '../abi/guest-memory.ts';
import type { FunctionType } from '../abi/types.ts';
import type { Completion } from '../wait/completion.ts';
import type { Edge } from './edge.ts';

/** A kind of objects of the host's, which components have handles of. Its identity is that of this object. */
export interface ProvidedResource<T extends object = object> {
  /** Kebab-case, as in the WIT. */
  readonly name: string;
  /** Called when a component drops a handle that owns an object, or ends with it and there is no `end`. */
  drop(object: T): Completion<void> | void;
  /** Called when a component ends that has not dropped its handle. It waits for nothing. */
  end?(object: T): void;
}

/** A component instance as functions see it that read and write its memory themselves. */
export interface CoreSide {
  readonly memory: GuestMemory;
  /** Called first. @throws what ends the guest */
  begin(): void;
  readonly handles: HandleAccess;
}

/** The handles of a component instance. */
export interface HandleAccess {
  /** Those of one resource: to be asked for once. */
  of<T extends object>(resource: ProvidedResource<T>): HandlesOf<T>;
}

/** The handles of objects of one kind. */
export interface HandlesOf<T extends object> {
  /** The object of a handle, borrowed or owned. @throws GuestTrap if it is not one of that resource */
  get(handle: number): T;
  /** A handle that owns an object. @throws GuestTrap if there are too many */
  add(object: T): number;
  /** Takes the handle away; it must own the object. @throws GuestTrap as `get`, or if it is lent */
  remove(handle: number): T;
}

/** A core function: its arguments as the engine passes them, `bigint` for an i64. */
export type LoweredFunction = (...args: never[]) => Completion<number | bigint | void>;

/** A function of the host's. */
export interface ProvidedFunction {
  /**
   * Takes and gives values in the forms of host/abi: an object for a handle of the host's, `{ tag: 'ok' | 'err', val }` for a
   * result. A method's first argument is its object. Undefined if it is called on memory only.
   */
  readonly call: ((...args: never[]) => Completion<unknown>) | undefined;
  /** Whether it may wait: a host that suspends its guests wraps it. */
  readonly waits: boolean;
  /** What its arguments go through, if it is a program's. */
  readonly edge?: Edge;
  /**
   * The same on the guest's memory, for functions that are called so often that values would cost too much. What happens
   * around each call (`CallRules`) is up to it.
   */
  readonly lowered?: (side: CoreSide) => LoweredFunction;
}

/** An interface of the host's. */
export interface ProvidedInterface {
  /** `wasi:io/poll`, without a version. */
  readonly name: string;
  /** The version that it has: `0.2.12`. Requests that are compatible by semver are taken. */
  readonly version: string;
  readonly resources: ReadonlyMap<string, ProvidedResource>;
  /** By names of the WIT: `poll`, `[method]pollable.ready`, `[static]…`, `[constructor]…`. */
  readonly functions: ReadonlyMap<string, ProvidedFunction>;
}

/** An interface as components import it. Guests choose the names. */
export interface Source {
  /** For comparison of its resources' types: `wasi:io/poll`. */
  readonly name: string;
  resource(called: string): ProvidedResource | undefined;
  /**
   * @param type what the component declares
   * @param text the same as a text
   * @throws LinkError if it is known to have another type
   */
  function(called: string, type: FunctionType, text: string): ProvidedFunction | undefined;
}

/** Interfaces by name. They are looked up in a map, because guests choose the names. */
export type Provided = ReadonlyMap<string, ProvidedInterface>;

/** A function that never waits. */
export function immediate(call: ProvidedFunction['call'], lowered?: ProvidedFunction['lowered']): ProvidedFunction {
  return { call, waits: false, ...(lowered !== undefined && { lowered }) };
}

/** A function that may wait. */
export function waiting(call: ProvidedFunction['call'], lowered?: ProvidedFunction['lowered']): ProvidedFunction {
  return { call, waits: true, ...(lowered !== undefined && { lowered }) };
}

/** An interface of these resources and functions. */
export function providedInterface(
  name: string,
  version: string,
  resources: readonly ProvidedResource<never>[],
  functions: Readonly<Record<string, ProvidedFunction>>,
): ProvidedInterface {
  return {
    name,
    version,
    resources: new Map(resources.map((resource) => [resource.name, resource as ProvidedResource])),
    functions: new Map(Object.entries(functions)),
  };
}
