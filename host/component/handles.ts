import { GuestTrap } from '../trap.ts';
import type { HandleAccess, HandlesOf, ProvidedResource } from './provided.ts';
import type { Resource } from './resource.ts';

/** A call during which handles are lent. */
export interface Call {
  /** How many borrowed handles the callee has not dropped. */
  borrows: number;
}

/** How many handles the instances of one component may have together. */
export class HandleLimit {
  #left: number;

  constructor(most: number) {
    this.#left = most;
  }

  take(): void {
    if (--this.#left < 0) throw new GuestTrap('the component has too many handles, and drops none');
  }

  give(): void {
    this.#left++;
  }
}

/** More handles nobody needs; the objects behind them take the host's memory. */
export const MOST_HANDLES = 262_144;

/**
 * The handles of one component instance: numbers from 1, of resources of all kinds. The number that was freed last is given
 * out next. Reference: CanonicalABI.md, "Table State" and "Resource State".
 */
export class Handles implements HandleAccess {
  // Of each handle, by its number: an array for each fact, because a call reads one or two of them.
  readonly #resources: (Resource | undefined)[] = [undefined];
  /** Of each resource what its handles stand for: the host's objects, or numbers that its definer has chosen. */
  readonly #representations = new Map<Resource, unknown[]>();
  readonly #ofComponents: unknown[] = [];
  /** The call that it is borrowed for; undefined if it owns. */
  readonly #calls: (Call | undefined)[] = [undefined];
  /** How many calls it is lent to. */
  readonly #lends: number[] = [0];
  readonly #free: number[] = [];
  readonly #limit: HandleLimit;
  readonly #resourceOf: (provided: ProvidedResource) => Resource;
  /** Whether they may be used: not while the instance must not call out. */
  #isUsable = true;
  readonly #views: Objects<never>[] = [];

  /** @param resourceOf the resource that stands for one of the host's */
  constructor(limit: HandleLimit, resourceOf: (provided: ProvidedResource) => Resource) {
    this.#limit = limit;
    this.#resourceOf = resourceOf;
  }

  /** What a handle stands for. @throws GuestTrap if it is not one of that resource */
  representation(resource: Resource, handle: number): unknown {
    return this.#of(resource)[this.#check(resource, handle)];
  }

  /** Gives something a handle. @param call the call that it is borrowed for @throws GuestTrap if there are too many */
  insert(resource: Resource, representation: unknown, call?: Call): number {
    this.#limit.take();
    const handle = this.#free.pop() ?? this.#resources.length;
    this.#resources[handle] = resource;
    this.#of(resource)[handle] = representation;
    this.#calls[handle] = call;
    this.#lends[handle] = 0;
    return handle;
  }

  /** Takes a handle away. @returns what it stood for, and for which call it was borrowed @throws GuestTrap if it is lent */
  take(resource: Resource, handle: number): { readonly representation: unknown; readonly call: Call | undefined } {
    const at = this.#check(resource, handle);
    if (this.#lends[at] !== 0) throw new GuestTrap(`the handle ${at} is lent to a call`);
    const representations = this.#of(resource);
    const taken = { representation: representations[at], call: this.#calls[at] };
    this.#resources[at] = undefined;
    representations[at] = undefined;
    this.#calls[at] = undefined;
    this.#free.push(at);
    this.#limit.give();
    return taken;
  }

  /** As `take`. @throws GuestTrap also if the handle is borrowed */
  takeOwned(resource: Resource, handle: number): unknown {
    if (this.#calls[this.#check(resource, handle)] !== undefined)
      throw new GuestTrap(`the handle ${handle} is borrowed`);
    return this.take(resource, handle).representation;
  }

  /** Lends a handle to a call, until `takeBack`. @returns whether there is something to take back */
  lend(resource: Resource, handle: number): boolean {
    const at = this.#check(resource, handle);
    // What is borrowed itself ends with an outer call.
    if (this.#calls[at] !== undefined) return false;
    this.#lends[at]! += 1;
    return true;
  }

  takeBack(handle: number): void {
    this.#lends[handle >>> 0]! -= 1;
  }

  get isUsable(): boolean {
    return this.#isUsable;
  }

  set isUsable(isUsable: boolean) {
    this.#isUsable = isUsable;
    for (const view of this.#views) view.show(isUsable);
  }

  /** @throws GuestTrap while the instance must not call out */
  checkUsable(): void {
    if (!this.#isUsable) throw new GuestTrap('a component calls out while it is asked for memory, or to free some');
  }

  of<T extends object>(provided: ProvidedResource<T>): HandlesOf<T> {
    // One object stands for one of the host's resources, of which all objects are of its type.
    const resource = this.#resourceOf(provided as ProvidedResource);
    const objects = new Objects<T>(this, this.#of(resource) as (T | undefined)[], resource);
    this.#views.push(objects as Objects<never>);
    objects.show(this.#isUsable);
    return objects;
  }

  /** What the instance owns, when it ends. */
  *owned(): Generator<{ readonly resource: Resource; readonly representation: unknown }> {
    for (const [at, resource] of this.#resources.entries()) {
      if (resource === undefined || this.#calls[at] !== undefined) continue;
      yield { resource, representation: this.#of(resource)[at] };
    }
  }

  /** Of the host's few resources an array each; those of components, of which there may be thousands, share one. */
  #of(resource: Resource): unknown[] {
    if (resource.provided === undefined) return this.#ofComponents;
    let representations = this.#representations.get(resource);
    if (representations === undefined) this.#representations.set(resource, (representations = []));
    return representations;
  }

  /** @returns the handle as an index: an array also has properties with other names */
  #check(resource: Resource, handle: number): number {
    const at = handle >>> 0;
    const found = this.#resources[at];
    return found === resource ? at : refuse(found, resource, handle);
  }
}

/** The handles of objects of the host's of one kind. */
class Objects<T extends object> implements HandlesOf<T> {
  readonly #handles: Handles;
  readonly #all: readonly (T | undefined)[];
  /** All, or none while no handle may be used: looking one up then asks for nothing else. */
  #objects: readonly (T | undefined)[];
  readonly #resource: Resource;

  constructor(handles: Handles, objects: readonly (T | undefined)[], resource: Resource) {
    this.#handles = handles;
    this.#all = objects;
    this.#objects = objects;
    this.#resource = resource;
  }

  show(isUsable: boolean): void {
    this.#objects = isUsable ? this.#all : NONE;
  }

  get(handle: number): T {
    const object = this.#objects[handle >>> 0];
    return object === undefined ? this.#refuse(handle) : object;
  }

  // A function of its own, so that V8 inlines `get`.
  #refuse(handle: number): never {
    this.#handles.checkUsable();
    this.#handles.representation(this.#resource, handle);
    throw new GuestTrap(`${handle} is no handle`);
  }

  add(object: T): number {
    return this.#handles.insert(this.#resource, object);
  }

  remove(handle: number): T {
    this.#handles.checkUsable();
    return this.#handles.takeOwned(this.#resource, handle) as T;
  }
}

// Functions of their own, so that V8 inlines what calls them.

function refuse(found: Resource | undefined, resource: Resource, handle: number): never {
  if (found === undefined) throw new GuestTrap(`${handle} is no handle`);
  throw new GuestTrap(`the handle ${handle} is of a ${found.name}, not of a ${resource.name}`);
}

const NONE: readonly undefined[] = [];
