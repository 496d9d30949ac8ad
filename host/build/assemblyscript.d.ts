// The part of assemblyscript that exported-in-source.ts uses (tsconfig.json maps it here), for the reason that asc.d.ts has.

export interface Options {
  readonly isOptions: never;
}

export interface Program {
  readonly sources: readonly Source[];
}

export interface Source {
  readonly normalizedPath: string;
  readonly statements: readonly Statement[];
}

export interface Statement {
  readonly kind: number;
  readonly flags?: number;
  readonly name?: Identifier;
  readonly signature?: FunctionTypeNode;
  readonly typeParameters?: readonly unknown[] | null;
  /** Of `export { a as b }`. */
  readonly members?: readonly { readonly localName: Identifier; readonly exportedName: Identifier }[] | null;
  readonly path?: unknown;
}

export interface Identifier {
  readonly text: string;
}

export interface FunctionTypeNode {
  readonly parameters: readonly { readonly name: Identifier; readonly type: TypeNode }[];
  readonly returnType: TypeNode;
}

export interface TypeNode {
  readonly isNullable: boolean;
  readonly name?: { readonly identifier: Identifier };
  readonly typeArguments?: readonly unknown[] | null;
}

export const NodeKind: { readonly FunctionDeclaration: number; readonly Export: number };
export const CommonFlags: { readonly Export: number };

export function newOptions(): Options;
export function newProgram(options: Options): Program;
export function parse(program: Program, text: string, path: string, isEntry: boolean): void;
