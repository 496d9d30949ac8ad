// Worlds of a model: what they import and export, with what that uses.
import { WitError } from './lexer.mjs';
import { makeFunction } from './define.mjs';

/** @import * as syntax from './syntax.ts' */
/** @import { Entry, Resolver, Scope } from './resolve.mjs' */
/** @import { Func, Interface, World } from './types.ts' */

/**
 * @param {Resolver} resolver
 * @param {string} id
 * @param {syntax.WorldSyntax} node
 * @param {Entry<unknown, unknown>} from
 * @returns {World}
 */
export function makeWorld(resolver, id, node, from) {
  const { name, docs, gate, position } = node;
  /** @type {Scope} */
  const scope = { names: new Map(), definitions: [], uses: [] };
  /** @type {Map<string, Interface | Func>} */
  const imports = new Map();
  /** @type {Map<string, Interface | Func>} */
  const exports = new Map();
  /** @type {World} */
  const made = { kind: 'world', id, name, docs, gate, position, definitions: scope.definitions, imports, exports };
  resolver.openScope(scope, node, made, from);
  for (const used of scope.uses) addImport(imports, used);
  for (const { direction, target } of resolver.enabled(node.externs)) {
    const [key, item] = externOf(resolver, scope, target, from);
    if (direction === 'export') exports.set(key, item);
    else if (item.kind === 'interface') addImport(imports, item, key);
    else imports.set(key, item);
  }
  for (const include of resolver.enabled(node.includes)) {
    const included = resolver.worldAt(from, include.path);
    for (const [key, item] of included.imports) addNamed(imports, include, key, item);
    for (const [key, item] of included.exports) addNamed(exports, include, key, item);
  }
  // What an exported interface uses is imported, unless it is exported as well.
  for (const item of exports.values()) {
    if (item.kind !== 'interface') continue;
    for (const used of item.uses) if (!exports.has(used.id)) addImport(imports, used);
  }
  return made;
}

/**
 * What an import or an export is, and its name in the world.
 *
 * @param {Resolver} resolver
 * @param {Scope} scope
 * @param {syntax.ExternSyntax['target']} target
 * @param {Entry<unknown, unknown>} from
 * @returns {[string, Interface | Func]}
 */
function externOf(resolver, scope, target, from) {
  if (!('kind' in target)) {
    const found = resolver.interfaceAt(from, target);
    return [found.id, found];
  }
  if (target.kind !== 'interface') return [target.name, makeFunction(scope.names, target)];
  return [target.name, resolver.makeInterface(target.name, target, from)];
}

/** An interface after what it uses. @param {Map<string, Interface | Func>} imports @param {Interface} item @param {string} key */
function addImport(imports, item, key = item.id) {
  if (imports.has(key)) return;
  for (const used of item.uses) addImport(imports, used);
  imports.set(key, item);
}

/**
 * @param {Map<string, Interface | Func>} into
 * @param {syntax.IncludeSyntax} include
 * @param {string} key
 * @param {Interface | Func} item
 */
function addNamed(into, { names, path }, key, item) {
  const own = names.get(key) ?? key;
  const there = into.get(own);
  if (there !== undefined && there !== item) throw new WitError(path.position, `there are two of the name '${own}'`);
  into.set(own, item);
}
