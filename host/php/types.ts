// Plain data: the types of wit/php.wit as values, which interface.ts is written in.
import type { ResourceName } from './resources.ts';

/** A type of the component model, as far as wit/php.wit uses it. `bytes` is a list<u8>. */
export type Type =
  | 'bool'
  | 's32'
  | 'u32'
  | 'f64'
  | 'string'
  | 'bytes'
  | { readonly list: Type }
  | { readonly option: Type }
  | { readonly tuple: readonly Type[] }
  | { readonly record: readonly (readonly [name: string, type: Type])[] }
  | { readonly variant: readonly (readonly [tag: string, type: Type | null])[] }
  | { readonly own: ResourceName }
  | { readonly borrow: ResourceName };

/** A function: its name in the WIT, its parameters with their names in JavaScript, its result. */
export interface Signature {
  readonly name: string;
  readonly params: readonly (readonly [name: string, type: Type])[];
  readonly result: Type | null;
}
