// What a core module imports and exports for a world: names and types, as the component model's tools have them.
//
// References: the component model's BuildTargets.md, and its names before that, which `wasm-tools component new` takes.
import { partsOf } from './define.mjs';
import { exportSignature, hasResultInMemory, importSignature } from './abi.mjs';

/** @import { CoreSignature } from '../../host/abi/flat.mjs' */
/** @import { Func, Interface, Resource, Type, World } from './types.ts' */

/** @typedef {{ module: string, name: string, signature: CoreSignature }} CoreImport */
/** @typedef {{ name: string, signature: CoreSignature }} CoreExport */

/** The module of functions that a world imports under a name of its own. */
const ROOT = '$root';

/** @type {CoreSignature} */
const TAKES_HANDLE = { params: ['i32'], results: [] };
/** @type {CoreSignature} */
const MAPS_HANDLE = { params: ['i32'], results: ['i32'] };

/**
 * The functions of an interface that is imported as `module`: its own, then the ends of its resources.
 *
 * @param {Interface} found
 * @param {string} [module]
 * @returns {CoreImport[]}
 */
export function interfaceImports(found, module = found.id) {
  const functions = found.functions.map((func) => ({ module, name: func.fullName, signature: importSignature(func) }));
  const drops = resourcesOf(found).map(({ name }) => ({
    module,
    name: `[resource-drop]${name}`,
    signature: TAKES_HANDLE,
  }));
  return [...functions, ...drops];
}

/**
 * The functions that a core module can import for a world; `[export]…` is for the resources that it exports itself.
 *
 * @param {World} world
 * @returns {CoreImport[]}
 */
export function worldImports(world) {
  const imports = Array.from(world.imports, ([key, item]) =>
    item.kind === 'interface'
      ? interfaceImports(item, key)
      : [{ module: ROOT, name: key, signature: importSignature(item) }],
  );
  const own = Array.from(world.exports, ([key, item]) =>
    item.kind !== 'interface'
      ? []
      : resourcesOf(item).flatMap(({ name }) => [
          { module: `[export]${key}`, name: `[resource-drop]${name}`, signature: TAKES_HANDLE },
          { module: `[export]${key}`, name: `[resource-new]${name}`, signature: MAPS_HANDLE },
          { module: `[export]${key}`, name: `[resource-rep]${name}`, signature: MAPS_HANDLE },
        ]),
  );
  return [...imports, ...own].flat();
}

/**
 * The functions that a core module exports for a world: `interface#name`, what frees their results, the ends of resources.
 *
 * @param {World} world
 * @returns {CoreExport[]}
 */
export function worldExports(world) {
  return Array.from(world.exports, ([key, item]) => {
    if (item.kind !== 'interface') return functionExports(item, key);
    const functions = item.functions.flatMap((func) => functionExports(func, `${key}#${func.fullName}`));
    return [
      ...functions,
      ...resourcesOf(item).map(({ name }) => ({ name: `${key}#[dtor]${name}`, signature: TAKES_HANDLE })),
    ];
  }).flat();
}

/** @param {Func} func @param {string} name @returns {CoreExport[]} */
function functionExports(func, name) {
  const signature = exportSignature(func);
  const post = { name: `cabi_post_${name}`, signature: { params: signature.results, results: [] } };
  return [{ name, signature }, ...(needsFreeing(func) ? [post] : [])];
}

/** Whether a function's result refers to memory beyond itself, so that an exporter frees it. @param {Func} func */
export function needsFreeing(func) {
  return hasResultInMemory(func) && func.result !== null && refersToMemory(func.result);
}

/** Whether a value of a type refers to memory beyond itself. @param {Type} type @returns {boolean} */
export function refersToMemory(type) {
  if (typeof type === 'string') return type === 'string';
  return type.kind === 'list' || partsOf(type).some(refersToMemory);
}

/** @param {Interface} found @returns {Resource[]} */
export function resourcesOf(found) {
  return found.definitions.filter((definition) => definition.kind === 'resource');
}
