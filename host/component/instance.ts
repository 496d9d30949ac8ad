import { GuestTrap } from '../trap.ts';
import { Handles, type HandleLimit } from './handles.ts';
import type { ProvidedResource } from './provided.ts';
import type { Definer, Resource } from './resource.ts';

/** What belongs to one instance of a component while it runs. Reference: CanonicalABI.md, "Component Instance State". */
export class ComponentInstance implements Definer {
  readonly handles: Handles;
  /** Whether a call of one of its functions is under way. */
  #isEntered = false;

  constructor(limit: HandleLimit, resourceOf: (provided: ProvidedResource) => Resource) {
    this.handles = new Handles(limit, resourceOf);
  }

  /** Whether it may call out: not while the linker calls it for memory, or to free some. */
  get mayLeave(): boolean {
    return this.handles.isUsable;
  }

  set mayLeave(mayLeave: boolean) {
    this.handles.isUsable = mayLeave;
  }

  /** @throws GuestTrap if it must not call out */
  checkLeaving(): void {
    this.handles.checkUsable();
  }

  /** A call begins. @throws GuestTrap if another one is under way */
  enter(): void {
    if (this.#isEntered) throw new GuestTrap('a component instance is called while a call of it is under way');
    this.#isEntered = true;
  }

  leave(): void {
    this.#isEntered = false;
  }

  /** Calls it for memory, or to free some. */
  withoutLeaving<T>(call: () => T): T {
    const before = this.mayLeave;
    this.mayLeave = false;
    try {
      return call();
    } finally {
      this.mayLeave = before;
    }
  }
}
