// What the indices of a component stand for while it is instantiated. Types, and the scopes that have them.
import type { FunctionType, ValueType } from '../abi/types.ts';
import { LinkError } from '../trap.ts';
import type { Extent } from '../wasm/bounded-module.ts';
import type { CoreImport, Signature } from '../wasm/core-imports.ts';
import type { Fixups, Shim } from '../wasm/indirections.ts';
import type { ComponentBinary, Declaration, Sort } from './definitions.ts';
import type { LiftedFunction } from './lifted.ts';
import type { ProvidedFunction } from './provided.ts';
import type { Resource } from './resource.ts';

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

/** A function as components pass it to each other: of the host's, or lifted from a core function. */
export type ComponentFunction = { readonly type: FunctionType } & (
  | { readonly kind: 'provided'; readonly provided: ProvidedFunction }
  | { readonly kind: 'lifted'; readonly lifted: LiftedFunction }
);

/** An instance as components see it: what it exports. */
export interface Instance {
  readonly exports: ReadonlyMap<string, Item>;
}

/** A component that can be instantiated, with what lies around it. */
export interface ComponentClosure {
  readonly binary: ComponentBinary;
  readonly scope: Scope | undefined;
}

/** A core module, compiled. */
export interface CoreModule {
  readonly module: WebAssembly.Module;
  readonly imports: readonly CoreImport[];
  /** The types of the functions that it exports. */
  readonly signatures: ReadonlyMap<string, Signature>;
  /** The sizes of its memories and tables, at the start and at most, that it was compiled for. */
  readonly extent: Extent;
  /** How much an instance of it is, as work.ts counts. */
  readonly weight: number;
  /** What it is, if it only stands between others. */
  readonly indirection: Shim | Fixups | undefined;
}

/** A core function: of a core instance, or one that the linker makes. */
export interface CoreFunctionItem {
  readonly callee: (...args: never[]) => unknown;
  readonly signature: Signature;
  /** Whether it is the engine's, which checks its type itself. */
  readonly isNative: boolean;
  /** Whether it may wait: where guests are suspended, it is wrapped. */
  readonly waits: boolean;
}

/** A core instance, or what a component calls one: exports by name. */
export type CoreInstance = ReadonlyMap<string, CoreItem>;

/** What a core instance exports. A memory's instance is the one that it is looked up in. */
export type CoreItem = Extract<Item, { readonly sort: 'core function' | 'core table' | 'core memory' | 'core global' }>;

/** What an index of each sort stands for. */
export interface Items {
  readonly function: ComponentFunction;
  readonly type: Type;
  readonly component: ComponentClosure;
  readonly instance: Instance;
  readonly 'core function': CoreFunctionItem;
  readonly 'core table': WebAssembly.Table;
  readonly 'core memory': CoreMemory;
  readonly 'core global': WebAssembly.Global;
  readonly 'core type': undefined;
  readonly 'core module': CoreModule;
  readonly 'core instance': CoreInstance;
}

/** A memory, and the core instance that it was taken from. */
export interface CoreMemory {
  readonly memory: WebAssembly.Memory;
  readonly from: CoreInstance;
}

/** Something of a sort. */
export type Item = { readonly [S in Sort]: { readonly sort: S; readonly value: Items[S] } }[Sort];

/** The index spaces of a component that is being instantiated, or of a type. */
export class Scope {
  readonly outer: Scope | undefined;
  readonly #spaces = new Map<Sort, Item[]>();

  /** @param outer that of the component that this lies in */
  constructor(outer?: Scope) {
    this.outer = outer;
  }

  /** Gives something the next index of its sort. */
  add(item: Item): void {
    const space = this.#spaces.get(item.sort);
    if (space === undefined) this.#spaces.set(item.sort, [item]);
    else space.push(item);
  }

  /** @throws LinkError if there is no such index */
  get<S extends Sort>(sort: S, index: number): Items[S] {
    return this.item(sort, index).value as Items[S];
  }

  /** @throws LinkError as `get` */
  item(sort: Sort, index: number): Item {
    const item = this.#spaces.get(sort)?.[index];
    if (item === undefined) throw new LinkError(`the component has no ${sort} ${index} there`);
    return item;
  }

  /** The scope so many levels out; 0 is this one. @throws LinkError if there is none */
  at(levels: number): Scope {
    if (levels === 0) return this;
    if (this.outer === undefined) throw new LinkError('the component takes something from further out than it lies');
    return this.outer.at(levels - 1);
  }
}
