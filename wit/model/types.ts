// What the reader of WIT gives: plain data in which every name is resolved. Types only; nothing of this is run.

/** Where something stands in a text. Lines and columns count from 1, columns in UTF-16 code units. */
export interface Position {
  /** The name that the text was given with. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** `@since`, `@unstable` and `@deprecated` of an item: a version, or the name of a feature. */
export interface Gate {
  readonly since: string | null;
  readonly unstable: string | null;
  readonly deprecated: string | null;
}

/** What everything that has a name has. */
export interface Item {
  /** In kebab-case, without the `%` of an escaped keyword. */
  readonly name: string;
  /** The lines of the documentation, each without the space before it. */
  readonly docs: readonly string[];
  readonly gate: Gate;
  readonly position: Position;
}

export type Primitive =
  'bool' | 's8' | 'u8' | 's16' | 'u16' | 's32' | 'u32' | 's64' | 'u64' | 'f32' | 'f64' | 'char' | 'string';

/** A type: a primitive, one made on the spot, or one that has a name. A resource by its name is an `own` of it. */
export type Type = Primitive | Anonymous | ValueDefinition;

export type Anonymous =
  | { readonly kind: 'list'; readonly element: Type }
  | { readonly kind: 'option'; readonly some: Type }
  | { readonly kind: 'result'; readonly ok: Type | null; readonly error: Type | null }
  | { readonly kind: 'tuple'; readonly items: readonly Type[] }
  | { readonly kind: 'own' | 'borrow'; readonly resource: Resource };

/** A case of an enum, a variant, or a flag. Only a variant's has a payload. */
export interface Case extends Item {
  readonly type: Type | null;
}

export interface Field extends Item {
  readonly type: Type;
}

/** What every definition has besides. */
export interface Defined extends Item {
  /** The interface that defines it, or the world. */
  readonly owner: Interface | World;
}

export interface RecordType extends Defined {
  readonly kind: 'record';
  readonly fields: readonly Field[];
}

export interface VariantType extends Defined {
  readonly kind: 'variant';
  readonly cases: readonly Case[];
}

export interface EnumType extends Defined {
  readonly kind: 'enum';
  readonly cases: readonly Case[];
}

export interface FlagsType extends Defined {
  readonly kind: 'flags';
  readonly flags: readonly Case[];
}

/** `type name = …`. */
export interface Alias extends Defined {
  readonly kind: 'alias';
  readonly type: Type;
}

export interface Resource extends Defined {
  readonly kind: 'resource';
  /** Its constructor, methods and static functions; they stand among the functions of its interface as well. */
  readonly functions: readonly Func[];
}

/** A definition that values can have as their type. */
export type ValueDefinition = RecordType | VariantType | EnumType | FlagsType | Alias;

export type Definition = ValueDefinition | Resource;

export interface Param {
  readonly name: string;
  readonly type: Type;
}

export interface Func extends Item {
  readonly kind: 'free' | 'constructor' | 'method' | 'static';
  /** Of all kinds but `free`. The name of a constructor is `constructor`. */
  readonly resource: Resource | null;
  /** The name as the component model has it: `[method]socket.send`. */
  readonly fullName: string;
  /** The first of a method's is `self`, a borrow of its resource. */
  readonly params: readonly Param[];
  /** A constructor's is its resource. */
  readonly result: Type | null;
}

export interface Interface extends Item {
  readonly kind: 'interface';
  /** `wasi:io/streams@0.2.0`; the mere name of one that stands inside a world. */
  readonly id: string;
  /** Its own, in the text's order. */
  readonly definitions: readonly Definition[];
  /** In the text's order, those of resources at the resource's place. */
  readonly functions: readonly Func[];
  /** The interfaces whose types it uses, in the text's order. */
  readonly uses: readonly Interface[];
  /** Every type that has a name here: its own, and those of other interfaces. */
  readonly names: ReadonlyMap<string, Definition>;
}

export interface World extends Item {
  readonly kind: 'world';
  readonly id: string;
  readonly definitions: readonly Definition[];
  /** By the name of the import: an interface's id, or a name of the world's own. With what these use, which comes first. */
  readonly imports: ReadonlyMap<string, Interface | Func>;
  readonly exports: ReadonlyMap<string, Interface | Func>;
}

export interface Package {
  /** `wasi:io@0.2.0`. */
  readonly id: string;
  readonly docs: readonly string[];
  readonly interfaces: ReadonlyMap<string, Interface>;
  readonly worlds: ReadonlyMap<string, World>;
}

/** Texts of WIT, read. */
export interface Model {
  /** By their ids. */
  readonly packages: ReadonlyMap<string, Package>;
  /** @throws RangeError if there is none of that id */
  interface(id: string): Interface;
  /** @throws RangeError if there is none of that id */
  world(id: string): World;
}
