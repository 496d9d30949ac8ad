import { decodeComponent } from '../component/decode.ts';
import { type ComponentImport, declaredImports } from '../component/declared-imports.ts';
import { checkTaken } from '../component/known-types.ts';
import { LinkError } from '../trap.ts';

/**
 * Checks a component that is not trusted, before `jco transpile` makes JavaScript of it, which has the names in the component in
 * its text: that every name in it is one, that it has no form that is not known here, and that it takes the functions of wasock
 * and WASI for what they are. `wasock run` and `runGuest` make no JavaScript of a component, and need no such check.
 *
 * @returns what it imports
 * @throws LinkError if it is none, or must not be transpiled
 */
export function checkComponent(component: Uint8Array): ComponentImport[] {
  const decoded = decodeComponent(component);
  for (const definition of decoded.component.definitions) {
    if (definition.kind === 'export') checkExport(definition.name);
  }
  const imports = declaredImports(decoded.component);
  for (const { name, functions } of imports) {
    for (const [called, type] of functions) checkTaken(name, called, type);
  }
  return imports;
}

/** What jco makes of the component would be an object that a promise takes for another promise, and calls. */
function checkExport(name: string): void {
  if (/(^|\/)then(@|$)/.test(name)) throw new LinkError(`the component exports '${name}', which no component may`);
}
