import { INTERFACES } from '../generated/interfaces.ts';
import { checkComponentNames, type ComponentImport } from '../wasm/component-names.ts';
import { checkImportTypes } from '../wasm/import-types.ts';

/**
 * Checks a component that is not trusted, before `jco transpile` makes JavaScript of it: that every name in it is one, and that
 * it takes the functions of wasock and WASI for what they are. `wasock run` and `runGuest` do it themselves.
 *
 * @returns what it imports
 * @throws LinkError if it is none, or must not be run
 */
export function checkComponent(component: Uint8Array): ComponentImport[] {
  const imports = checkComponentNames(component);
  checkImportTypes(imports, INTERFACES);
  return imports;
}
