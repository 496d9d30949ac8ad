// Types of the component model as plain data: what the canonical ABI needs to know of a type. A reader of WIT gives these
// with more about each, and `npm run wit` writes those of wasock's own WIT into host/generated/. Types only.

export type Primitive =
  'bool' | 's8' | 'u8' | 's16' | 'u16' | 's32' | 'u32' | 's64' | 'u64' | 'f32' | 'f64' | 'char' | 'string';

/** A type of values. Names are the WIT's, in kebab-case. */
export type ValueType =
  | Primitive
  | ListType
  | OptionType
  | ResultType
  | TupleType
  | RecordType
  | VariantType
  | EnumType
  | FlagsType
  | HandleType
  | AliasType;

export interface ListType {
  readonly kind: 'list';
  readonly element: ValueType;
}

export interface OptionType {
  readonly kind: 'option';
  readonly some: ValueType;
}

export interface ResultType {
  readonly kind: 'result';
  readonly ok: ValueType | null;
  readonly error: ValueType | null;
}

export interface TupleType {
  readonly kind: 'tuple';
  readonly items: readonly ValueType[];
}

export interface RecordType {
  readonly kind: 'record';
  readonly fields: readonly { readonly name: string; readonly type: ValueType }[];
}

export interface VariantType {
  readonly kind: 'variant';
  readonly cases: readonly { readonly name: string; readonly type: ValueType | null }[];
}

export interface EnumType {
  readonly kind: 'enum';
  readonly cases: readonly { readonly name: string }[];
}

export interface FlagsType {
  readonly kind: 'flags';
  readonly flags: readonly { readonly name: string }[];
}

/** A handle of a resource: the receiver's from then on, or for the call only. */
export interface HandleType {
  readonly kind: 'own' | 'borrow';
  readonly resource: { readonly name: string };
}

/** A name for another type. */
export interface AliasType {
  readonly kind: 'alias';
  readonly type: ValueType;
}

/** The parameters and the result of a function. */
export interface FunctionType {
  readonly params: readonly { readonly name: string; readonly type: ValueType }[];
  readonly result: ValueType | null;
}
