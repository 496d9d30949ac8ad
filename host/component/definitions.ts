// A component as its binary says: definitions in their order, which refer to earlier ones by index. Types only.
// Reference: design/mvp/Binary.md of the component model.
import type { Primitive } from '../abi/types.ts';

/** What an index of a component can be of. */
export type Sort = 'function' | 'type' | 'component' | 'instance' | CoreSort;
export type CoreSort =
  'core function' | 'core table' | 'core memory' | 'core global' | 'core type' | 'core module' | 'core instance';

/** Something by its index. */
export interface SortIndex {
  readonly sort: Sort;
  readonly index: number;
}

/** Something that has a name there. */
export interface Named<T = SortIndex> {
  readonly name: string;
  readonly value: T;
}

/** A component, or a component inside another. */
export interface ComponentBinary {
  readonly definitions: readonly Definition[];
}

/** A component, and the core modules in it and in those inside it, which it refers to by number. */
export interface DecodedComponent {
  readonly component: ComponentBinary;
  readonly cores: readonly Uint8Array[];
}

/** A definition, and where it is: the position in the whole binary, in bytes, for messages. */
export type Definition = { readonly at: number } & (
  | { readonly kind: 'core module'; readonly number: number }
  | { readonly kind: 'core instance'; readonly instance: CoreInstanceExpression }
  | { readonly kind: 'core type' }
  | { readonly kind: 'component'; readonly component: ComponentBinary }
  | { readonly kind: 'instance'; readonly instance: InstanceExpression }
  | { readonly kind: 'alias'; readonly alias: Alias }
  | { readonly kind: 'type'; readonly type: TypeExpression }
  | { readonly kind: 'canonical'; readonly canonical: Canonical }
  | { readonly kind: 'import'; readonly name: string; readonly described: Description }
  | {
      readonly kind: 'export';
      readonly name: string;
      readonly value: SortIndex;
      readonly described: Description | undefined;
    }
);

export type CoreInstanceExpression =
  | { readonly kind: 'instantiate'; readonly module: number; readonly args: readonly Named<number>[] }
  | { readonly kind: 'exports'; readonly exports: readonly Named[] };

export type InstanceExpression =
  | { readonly kind: 'instantiate'; readonly component: number; readonly args: readonly Named[] }
  | { readonly kind: 'exports'; readonly exports: readonly Named[] };

export type Alias =
  | { readonly kind: 'export'; readonly sort: Sort; readonly instance: number; readonly name: string }
  | { readonly kind: 'core export'; readonly sort: Sort; readonly instance: number; readonly name: string }
  | { readonly kind: 'outer'; readonly sort: Sort; readonly levels: number; readonly index: number };

/** What an import or an export is described as: by the indices of types. */
export type Description =
  | { readonly kind: 'core module' }
  | { readonly kind: 'function'; readonly type: number }
  | { readonly kind: 'equal type'; readonly type: number }
  | { readonly kind: 'resource' }
  | { readonly kind: 'component'; readonly type: number }
  | { readonly kind: 'instance'; readonly type: number };

/** A type of a value: a primitive one, or an index. */
export type ValueReference = Primitive | number;

export interface Labelled<T = ValueReference> {
  readonly name: string;
  readonly type: T;
}

export type TypeExpression =
  | { readonly kind: 'primitive'; readonly type: Primitive }
  | { readonly kind: 'record'; readonly fields: readonly Labelled[] }
  | { readonly kind: 'variant'; readonly cases: readonly Labelled<ValueReference | undefined>[] }
  | { readonly kind: 'list'; readonly element: ValueReference }
  | { readonly kind: 'tuple'; readonly items: readonly ValueReference[] }
  | { readonly kind: 'flags' | 'enum'; readonly names: readonly string[] }
  | { readonly kind: 'option'; readonly some: ValueReference }
  | {
      readonly kind: 'result';
      readonly ok: ValueReference | undefined;
      readonly error: ValueReference | undefined;
    }
  | { readonly kind: 'own' | 'borrow'; readonly resource: number }
  | { readonly kind: 'resource'; readonly destructor: number | undefined }
  | { readonly kind: 'function'; readonly params: readonly Labelled[]; readonly result: ValueReference | undefined }
  | { readonly kind: 'component type' | 'instance type'; readonly declarations: readonly Declaration[] };

/** What the type of a component or an instance says. */
export type Declaration = { readonly at: number } & (
  | { readonly kind: 'core type' }
  | { readonly kind: 'type'; readonly type: TypeExpression }
  | { readonly kind: 'alias'; readonly alias: Alias }
  | { readonly kind: 'import' | 'export'; readonly name: string; readonly described: Description }
);

export type Canonical =
  | {
      readonly kind: 'lift';
      readonly coreFunction: number;
      readonly options: CanonicalOptions;
      readonly type: number;
    }
  | { readonly kind: 'lower'; readonly function: number; readonly options: CanonicalOptions }
  | { readonly kind: 'resource.new' | 'resource.drop' | 'resource.rep'; readonly resource: number };

export interface CanonicalOptions {
  readonly encoding: 'utf8' | 'utf16' | 'latin1+utf16';
  /** Indices, where there is one. */
  readonly memory: number | undefined;
  readonly realloc: number | undefined;
  readonly postReturn: number | undefined;
}
