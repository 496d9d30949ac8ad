import type { ProvidedResource } from './provided.ts';

/** A component instance that defines resources. */
export interface Definer {
  /** A call of it begins. @throws GuestTrap if another one is under way */
  enter(): void;
  leave(): void;
}

/** A resource. Two are the same if they are the same object. */
export class Resource {
  #name: string;
  /** The interface that it belongs to, for messages and comparison: `wasi:io/poll`. */
  readonly owner: string;
  /** The host's, if it is one of those. */
  readonly provided: ProvidedResource | undefined;
  /** The component instance that defines it, if one does. */
  readonly definer: Definer | undefined;
  /** What the definer does when one ends. It takes the representation. */
  readonly destructor: ((representation: number) => unknown) | undefined;

  constructor(
    name: string,
    owner: string,
    by: {
      readonly provided?: ProvidedResource;
      readonly definer?: Definer;
      readonly destructor?: Resource['destructor'];
    } = {},
  ) {
    this.#name = name;
    this.owner = owner;
    this.provided = by.provided;
    this.definer = by.definer;
    this.destructor = by.destructor;
  }

  /** Kebab-case; of a resource that a component defines, the name that it is first exported by. */
  get name(): string {
    return this.#name === '' ? 'resource' : this.#name;
  }

  /** It is exported by a name. */
  exportedAs(name: string): void {
    if (this.#name === '') this.#name = name;
  }
}
