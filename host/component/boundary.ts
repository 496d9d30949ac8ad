import type { Realm } from '../abi/codec.ts';
import type { GuestMemory } from '../abi/guest-memory.ts';
import type { HandleType } from '../abi/types.ts';
import { GuestTrap } from '../trap.ts';
import type { Edge } from './edge.ts';
import type { Call } from './handles.ts';
import type { ComponentInstance } from './instance.ts';
import { Resource } from './resource.ts';
import type { Room } from './room.ts';

/**
 * Where values go into a component instance and come out of it: its handles, and the memory that the canonical options name.
 * A handle's value is its representation: the host's object, or the number that the resource's definer has chosen.
 */
export class Boundary implements Realm {
  readonly instance: ComponentInstance;
  readonly memory: GuestMemory;
  readonly isLenient = false;
  readonly longest = Infinity;
  /** Set where the host is called: no name or path is longer, and what is done with a text cannot be called off. */
  longestText: number | undefined;
  readonly #room: Room;
  /** How many bytes of the host's the values take that have come out since `beginLifting`. */
  #lifted = 0;
  /** The call that handles are borrowed for that go in. */
  call: Call | undefined;
  /** Where handles are noted that are lent to a component; the host needs none of that. */
  lent: number[] | undefined;
  /** Where values come out to, if that is a program. */
  edge: Edge | undefined;

  constructor(instance: ComponentInstance, memory: GuestMemory, room: Room) {
    this.instance = instance;
    this.memory = memory;
    this.#room = room;
  }

  /** What a handle of the guest stands for; one that owns is taken away. @throws GuestTrap if it is none of that resource */
  liftHandle(type: HandleType, handle: number): unknown {
    const representation = this.#representation(type, handle);
    return this.edge === undefined ? representation : this.edge.wrap(type, representation);
  }

  #representation(type: HandleType, handle: number): unknown {
    const resource = resourceOf(type);
    if (type.kind === 'own') return this.instance.handles.takeOwned(resource, handle);
    const { handles } = this.instance;
    if (this.lent !== undefined && handles.lend(resource, handle)) this.lent.push(handle);
    return handles.representation(resource, handle);
  }

  /** A handle for the guest. To whoever defines the resource, one that is borrowed is the representation itself. */
  lowerHandle(type: HandleType, representation: unknown): number {
    const resource = resourceOf(type);
    const { handles } = this.instance;
    if (type.kind === 'own') return handles.insert(resource, representation);
    if (resource.definer === this.instance) return Number(representation);
    const { call } = this;
    if (call === undefined) throw new GuestTrap(`a ${resource.name} is lent without a call`);
    call.borrows++;
    return handles.insert(resource, representation, call);
  }

  takeHandle(type: HandleType, value: unknown): unknown {
    throw new TypeError(`a ${type.resource.name} (${typeof value}) is not taken here`);
  }

  /** Before values come out. @param cost what their codecs say @throws GuestTrap if there is no room for them */
  beginLifting(cost: number): void {
    this.#lifted = 0;
    this.spendLifted(cost);
  }

  spendLifted(bytes: number): void {
    this.#lifted += bytes;
    this.#room.take(bytes);
  }

  /** How much room the values have taken that have come out. Whoever has them gives it back. */
  get lifted(): number {
    return this.#lifted;
  }

  giveBack(bytes: number): void {
    this.#room.giveBack(bytes);
  }

  spend(): void {}
}

/** The resource of a handle's type, as the linker makes those. */
export function resourceOf({ resource }: HandleType): Resource {
  if (resource instanceof Resource) return resource;
  throw new TypeError(`${resource.name} is no resource of a component`);
}
