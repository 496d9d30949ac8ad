// `Number` as TypeScript wants it: an interface. AssemblyScript's own declaration, a type alias, comes second and yields to it;
// asm/tsconfig.json lists this directory first. Without it no number would have a method.
interface Number extends _Float {}
declare const Number: typeof _Float;

// What every value has in AssemblyScript.
interface Object {
  toString(radix?: i32): string;
}
