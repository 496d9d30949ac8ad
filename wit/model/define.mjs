// Definitions and functions of a model, from how they stand in a text.
import { WitError } from './lexer.mjs';

/** @import * as syntax from './syntax.ts' */
/** @import { Definition, Func, Interface, Resource, Type, World } from './types.ts' */

/** @typedef {ReadonlyMap<string, Definition>} Names */

/**
 * A definition, whose types come only when it is filled.
 *
 * @param {Names} names of the scope it is in; complete when it is filled
 * @param {syntax.DefinitionSyntax} node
 * @param {Interface | World} owner
 * @returns {{ made: Definition, fill: () => void }}
 */
export function makeDefinition(names, node, owner) {
  const { name, docs, gate, position } = node;
  const head = { name, docs, gate, position, owner };
  if (node.kind === 'resource') {
    return { made: { kind: 'resource', ...head, functions: [] }, fill: () => {} };
  }
  if (node.kind === 'alias') {
    const made = { ...head, kind: /** @type {const} */ ('alias'), type: /** @type {Type} */ ('bool') };
    return { made, fill: () => (made.type = resolveType(names, node.type)) };
  }
  if (node.members.length === 0 && node.kind !== 'record') {
    throw new WitError(position, `'${name}' has nothing in it`);
  }
  const members = /** @type {object[]} */ ([]);
  const fill = () => {
    for (const member of node.members) {
      members.push({ ...member, type: member.type === null ? null : resolveType(names, member.type) });
    }
  };
  const key = /** @type {const} */ ({ record: 'fields', variant: 'cases', enum: 'cases', flags: 'flags' })[node.kind];
  return { made: /** @type {Definition} */ ({ kind: node.kind, ...head, [key]: members }), fill };
}

/**
 * The functions of a scope, each entered in its resource.
 *
 * @param {{ names: Names, definitions: readonly Definition[] }} scope
 * @param {readonly syntax.FuncSyntax[]} nodes
 * @returns {Func[]}
 */
export function makeFunctions({ names, definitions }, nodes) {
  const seen = new Set(definitions.map(({ name }) => name));
  return nodes.map((node) => {
    const made = makeFunction(names, node);
    if (seen.has(made.fullName)) throw new WitError(node.position, `there are two of the name '${node.name}'`);
    seen.add(made.fullName);
    /** @type {Func[] | undefined} */ (made.resource?.functions)?.push(made);
    return made;
  });
}

/** @param {Names} names @param {syntax.FuncSyntax} node @returns {Func} */
export function makeFunction(names, node) {
  const { kind, name, docs, gate, position } = node;
  const resource = node.resource === null ? null : resourceNamed(names, { name: node.resource, position });
  const params = node.params.map((param) => ({ name: param.name, type: resolveType(names, param.type) }));
  if (kind === 'method' && resource !== null) params.unshift({ name: 'self', type: { kind: 'borrow', resource } });
  const twice = node.params.find((param, at) => node.params.findIndex((other) => other.name === param.name) !== at);
  if (twice !== undefined) throw new WitError(twice.position, `there are two parameters named '${twice.name}'`);
  const isMade = kind === 'constructor' && resource !== null && node.result === null;
  const result = isMade ? /** @type {const} */ ({ kind: 'own', resource }) : node.result;
  return {
    kind,
    name,
    docs,
    gate,
    position,
    resource,
    params,
    fullName: fullName(kind, name, node.resource),
    result: result === null ? null : isMade ? /** @type {Type} */ (result) : resolveType(names, result),
  };
}

/** @param {Func['kind']} kind @param {string} name @param {string | null} resource */
function fullName(kind, name, resource) {
  if (resource === null) return name;
  return kind === 'constructor' ? `[constructor]${resource}` : `[${kind}]${resource}.${name}`;
}

/** @param {Names} names @param {syntax.TypeSyntax} type @returns {Type} */
export function resolveType(names, type) {
  if (typeof type === 'string') return type;
  switch (type.kind) {
    case 'list':
      return { kind: 'list', element: resolveType(names, type.element) };
    case 'option':
      return { kind: 'option', some: resolveType(names, type.some) };
    case 'tuple':
      return { kind: 'tuple', items: type.items.map((item) => resolveType(names, item)) };
    case 'result':
      return {
        kind: 'result',
        ok: type.ok === null ? null : resolveType(names, type.ok),
        error: type.error === null ? null : resolveType(names, type.error),
      };
    case 'own':
    case 'borrow':
      return { kind: type.kind, resource: resourceNamed(names, type.resource) };
    case 'name': {
      const definition = definitionNamed(names, type);
      return definition.kind === 'resource' ? { kind: 'own', resource: definition } : definition;
    }
  }
}

/** @param {Names} names @param {syntax.Name} name @returns {Definition} */
function definitionNamed(names, { name, position }) {
  const definition = names.get(name);
  if (definition === undefined) throw new WitError(position, `there is no type '${name}'`);
  return definition;
}

/** @param {Names} names @param {syntax.Name} name @returns {Resource} */
function resourceNamed(names, name) {
  let definition = definitionNamed(names, name);
  if (definition.kind === 'alias' && typeof definition.type === 'object' && definition.type.kind === 'own') {
    definition = definition.type.resource;
  }
  if (definition.kind !== 'resource') throw new WitError(name.position, `'${name.name}' is no resource`);
  return definition;
}

/** @param {Definition} definition @throws {WitError} if a value of it would have one of the same type inside */
export function checkRecursion(definition) {
  const seen = new Set();
  /** @param {Type} type @returns {boolean} */
  const mentions = (type) => {
    if (type === definition) return true;
    if (seen.has(type)) return false;
    seen.add(type);
    return partsOf(type).some(mentions);
  };
  if (definition.kind !== 'resource' && partsOf(definition).some(mentions)) {
    throw new WitError(definition.position, `'${definition.name}' is inside itself`);
  }
}

/** The types that a type is made of. @param {Type} type @returns {Type[]} */
export function partsOf(type) {
  if (typeof type === 'string') return [];
  switch (type.kind) {
    case 'list':
      return [type.element];
    case 'option':
      return [type.some];
    case 'tuple':
      return [...type.items];
    case 'result':
      return [type.ok, type.error].filter((part) => part !== null);
    case 'record':
      return type.fields.map((field) => field.type);
    case 'variant':
    case 'enum':
      return type.cases.map((own) => own.type).filter((part) => part !== null);
    case 'alias':
      return [type.type];
    case 'flags':
    case 'own':
    case 'borrow':
      return [];
  }
}
