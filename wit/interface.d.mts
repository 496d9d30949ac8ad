/** A primitive type is a string, a list<u8> is 'bytes', and `name` is a record, a variant or an owned resource. */
export type Type =
  string | { list: Type } | { option: Type } | { tuple: Type[] } | { borrow: string } | { name: string };

/** A member of a record or a variant, or a parameter. */
export interface Member {
  name: string;
  docs: string[];
  type: Type | null;
}

export interface Interface {
  docs: string[];
  resources: { name: string; docs: string[] }[];
  types: { kind: 'record' | 'variant'; name: string; docs: string[]; members: Member[] }[];
  functions: { name: string; docs: string[]; params: (Member & { type: Type })[]; result: Type | null }[];
}

/** @param text of a file with one interface */
export function parseInterface(text: string): Interface;
