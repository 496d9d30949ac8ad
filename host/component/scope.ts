import { LinkError } from '../trap.ts';
import type { CoreFunctionItem, CoreInstance, CoreModule } from './core.ts';
import type { Sort } from './definitions.ts';
import type { ComponentFunction } from './function.ts';
import type { ComponentClosure, Instance } from './instance.ts';
import type { Type } from './types.ts';

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
    let scope: Scope | undefined = this;
    for (let level = 0; level < levels && scope !== undefined; level++) scope = scope.outer;
    if (scope === undefined) throw new LinkError(`the component has nothing ${levels} levels out`);
    return scope;
  }
}
