import { GuestTrap } from '../trap.ts';

/** How many objects of WASI's a component may have at once: streams, pollables, networks, terminals. */
export const MOST_RESOURCES = 16_384;

/**
 * Where jco's generated code finds a resource's number. It remembers each number that it has ever seen, so that these are
 * used again; and keeps the shim's resources and these in one table, up to 2^30.
 */
export const REP = Symbol.for('cabiRep');
const FIRST = 2 ** 29;

/** Numbers for resources. */
export class ResourceNumbers {
  readonly #most: number;
  readonly #free: number[] = [];
  #made = 0;

  /** @param most so many at once */
  constructor(most = FIRST) {
    this.#most = most;
  }

  /** A number that no other resource has. @throws GuestTrap if there are too many */
  take(): number {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    if (this.#made === this.#most)
      throw new GuestTrap(`the component has ${this.#most} objects of WASI, and drops none`);
    return FIRST + this.#made++;
  }

  /** The resource of this number is no more. */
  give(number: number): void {
    this.#free.push(number);
  }
}
