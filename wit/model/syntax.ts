// What the parser gives: the text's items as they stand there, names not resolved. Types only.
import type { Gate, Item, Position, Primitive } from './types.ts';

/** A name, where it stands. */
export interface Name {
  readonly name: string;
  readonly position: Position;
}

/** `types`, or `wasi:io/streams@0.2.0`. */
export interface Path {
  /** `wasi:io`; null: of the same package. */
  readonly package: string | null;
  readonly version: string | null;
  readonly name: string;
  readonly position: Position;
}

export type TypeSyntax =
  | Primitive
  | { readonly kind: 'list'; readonly element: TypeSyntax }
  | { readonly kind: 'option'; readonly some: TypeSyntax }
  | { readonly kind: 'result'; readonly ok: TypeSyntax | null; readonly error: TypeSyntax | null }
  | { readonly kind: 'tuple'; readonly items: readonly TypeSyntax[] }
  | { readonly kind: 'own' | 'borrow'; readonly resource: Name }
  | ({ readonly kind: 'name' } & Name);

export interface MemberSyntax extends Item {
  readonly type: TypeSyntax | null;
}

export interface FuncSyntax extends Item {
  readonly kind: 'free' | 'constructor' | 'method' | 'static';
  /** The name of the resource it is in. */
  readonly resource: string | null;
  readonly params: readonly { readonly name: string; readonly type: TypeSyntax; readonly position: Position }[];
  readonly result: TypeSyntax | null;
}

export interface MembersSyntax extends Item {
  readonly kind: 'record' | 'variant' | 'enum' | 'flags';
  readonly members: readonly MemberSyntax[];
}

export type DefinitionSyntax =
  | MembersSyntax
  | (Item & { readonly kind: 'alias'; readonly type: TypeSyntax })
  | (Item & { readonly kind: 'resource'; readonly functions: readonly FuncSyntax[] });

/** `use path.{name as other}`. */
export interface UseSyntax {
  readonly path: Path;
  readonly gate: Gate;
  readonly names: readonly (Name & { readonly as: string })[];
}

/** What stands between the braces of an interface. */
export interface BodySyntax {
  readonly uses: UseSyntax[];
  readonly definitions: DefinitionSyntax[];
  readonly functions: FuncSyntax[];
}

export interface InterfaceSyntax extends Item, BodySyntax {
  readonly kind: 'interface';
}

/** An import or an export of a world: of an interface elsewhere, or under a name of the world's own. */
export interface ExternSyntax {
  readonly direction: 'import' | 'export';
  readonly gate: Gate;
  readonly target: Path | FuncSyntax | InterfaceSyntax;
}

/** `include path with { name as other }`. */
export interface IncludeSyntax {
  readonly path: Path;
  readonly gate: Gate;
  readonly names: ReadonlyMap<string, string>;
}

export interface WorldSyntax extends Item {
  readonly kind: 'world';
  readonly uses: UseSyntax[];
  readonly definitions: DefinitionSyntax[];
  readonly externs: ExternSyntax[];
  readonly includes: IncludeSyntax[];
}

/** A package, or what one file has of it. */
export interface PackageSyntax {
  readonly id: string;
  readonly position: Position;
  readonly docs: readonly string[];
  readonly interfaces: InterfaceSyntax[];
  readonly worlds: WorldSyntax[];
  /** `use path as name;` at the top of a file: the names that the file gives to interfaces elsewhere. */
  readonly aliases: ReadonlyMap<string, Path>;
}
