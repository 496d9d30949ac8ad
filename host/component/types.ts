// Types of a component as they are where it is instantiated: indices followed, and each resource one object.
import type { FunctionType, HandleType, ValueType } from '../abi/types.ts';
import type { Declaration } from './definitions.ts';
import type { ComponentInstance } from './instance.ts';
import type { ProvidedResource } from './provided.ts';
import type { Scope } from './scope.ts';

/** A resource. Two are the same if they are the same object. */
export class Resource {
  /** Kebab-case; of a resource that a component defines, the name that it is first exported by. */
  readonly name: string;
  /** The interface that it belongs to, for messages and comparison: `wasi:io/poll`. */
  readonly owner: string;
  /** The host's, if it is one of those. */
  readonly provided: ProvidedResource | undefined;
  /** The component instance that defines it, if one does. */
  readonly definer: ComponentInstance | undefined;
  /** What the definer does when one ends. It takes the representation. */
  readonly destructor: ((representation: number) => unknown) | undefined;

  constructor(
    name: string,
    owner: string,
    by: {
      readonly provided?: ProvidedResource;
      readonly definer?: ComponentInstance;
      readonly destructor?: Resource['destructor'];
    } = {},
  ) {
    this.name = name;
    this.owner = owner;
    this.provided = by.provided;
    this.definer = by.definer;
    this.destructor = by.destructor;
  }
}

/** A handle's type here. */
export interface ResourceHandleType extends HandleType {
  readonly resource: Resource;
}

/** What an index of types stands for. */
export type Type =
  | { readonly kind: 'value'; readonly type: ValueType }
  | { readonly kind: 'function'; readonly type: FunctionType }
  | { readonly kind: 'resource'; readonly resource: Resource }
  | InstanceType
  | { readonly kind: 'component'; readonly declarations: readonly Declaration[]; readonly scope: Scope };

/** The type of an instance: what it declares, and where that was written, for what it refers to. */
export interface InstanceType {
  readonly kind: 'instance';
  readonly declarations: readonly Declaration[];
  readonly scope: Scope;
}
