// Types as plain data in TypeScript, of the types in host/abi/types.ts.
import { camel } from '../names.mjs';

/** @import { Interface, Type, ValueDefinition } from '../model/types.ts' */

const NOTE = '// Generated from wit/ by `npm run wit`; not to be edited.\n';

/** The text of host/generated/types.ts. @param {readonly Interface[]} interfaces in the order of their uses */
export function typesModule(interfaces) {
  const definitions = interfaces.flatMap((api) => api.definitions).filter((each) => each.kind !== 'resource');
  return [
    NOTE,
    "import type { ValueType } from '../abi/types.ts';\n",
    ...definitions.map((each) => `\n/** \`${each.name}\`. */\nexport ${constant(each)}`),
  ].join('');
}

/** The text of host/generated/functions.ts. @param {readonly Interface[]} interfaces of which typesModule has the types */
export function functionsModule(interfaces) {
  const rows = interfaces
    .flatMap(({ functions }) => functions)
    .map(({ fullName, params, result }) => {
      const items = params.map(({ name, type }) => `{ name: '${name}', type: ${typeName(type)} }`);
      const given = result === null ? 'null' : typeName(result);
      return `  ['${fullName}', { params: [${items.join(', ')}], result: ${given} }],\n`;
    });
  return [
    NOTE,
    "import type { FunctionType } from '../abi/types.ts';\n",
    "import * as types from './types.ts';\n\n",
    '/** The type of each function of the interfaces `host` and `diagnostics`, by its name. */\n',
    `export const FUNCTIONS: ReadonlyMap<string, FunctionType> = new Map<string, FunctionType>([\n`,
    ...rows,
    ']);\n',
  ].join('');
}

/**
 * The text of host/generated/wasi.ts.
 *
 * @param {readonly Interface[]} interfaces with all whose types they use
 */
export function wasiModule(interfaces) {
  /** @type {Map<object, string>} */
  const known = new Map();
  /** @type {string[]} */
  const constants = [];
  // Interfaces have types of the same name.
  const nameOf = (/** @type {ValueDefinition} */ type) => {
    let name = known.get(type);
    if (name === undefined) {
      name = camel(`${type.owner.id.replace(/^wasi:|@.*/g, '').replace('/', '-')}-${type.name}`);
      known.set(type, name);
      constants.push(`const ${name}: ValueType = ${value(type, nameOf)};\n`);
    }
    return name;
  };
  const rows = interfaces.map(({ id, definitions, functions }) => {
    const resources = definitions.filter(({ kind }) => kind === 'resource').map(({ name }) => `'${name}'`);
    const entries = functions.map(({ fullName, params, result }) => {
      const items = params.map(({ name, type }) => `{ name: '${name}', type: ${reference(type, nameOf)} }`);
      const given = result === null ? 'null' : reference(result, nameOf);
      return `      ['${fullName}', { params: [${items.join(', ')}], result: ${given} }],\n`;
    });
    const list = `resources: [${resources.join(', ')}],\n    functions: new Map([\n${entries.join('')}    ]),`;
    return `  {\n    name: '${id.replace(/@.*/, '')}',\n    ${list}\n  },\n`;
  });
  return [
    NOTE,
    "import type { FunctionType, ValueType } from '../abi/types.ts';\n\n",
    ...constants,
    `
/** An interface of WASI 0.2: its name without a version, its resources, and the types of its functions. */
export interface WasiInterface {
  readonly name: string;
  readonly resources: readonly string[];
  readonly functions: ReadonlyMap<string, FunctionType>;
}

/** The interfaces of WASI that this host has. */
export const WASI: readonly WasiInterface[] = [
`,
    ...rows,
    '];\n',
  ].join('');
}

/** A type where it is used, in another module than the types. @param {Type} type */
function typeName(type) {
  return reference(type, ({ name }) => `types.${camel(name)}`);
}

/** A definition as a constant. @param {ValueDefinition} definition */
export function constant(definition) {
  return `const ${camel(definition.name)}: ValueType = ${value(definition)};\n`;
}

/** @typedef {(type: ValueDefinition) => string} NameOf */

/** @param {ValueDefinition} definition @param {NameOf} [nameOf] */
function value(definition, nameOf) {
  switch (definition.kind) {
    case 'record': {
      const fields = definition.fields.map(({ name, type }) => `{ name: '${name}', type: ${reference(type, nameOf)} }`);
      return `{ kind: 'record', fields: [${fields.join(', ')}] }`;
    }
    case 'variant': {
      const cases = definition.cases.map(
        ({ name, type }) => `{ name: '${name}', type: ${type === null ? 'null' : reference(type, nameOf)} }`,
      );
      return `{ kind: 'variant', cases: [${cases.join(', ')}] }`;
    }
    case 'enum':
      return `{ kind: 'enum', cases: [${names(definition.cases)}] }`;
    case 'flags':
      return `{ kind: 'flags', flags: [${names(definition.flags)}] }`;
    case 'alias':
      return reference(definition.type, nameOf);
  }
}

/** @param {readonly { name: string }[]} items */
function names(items) {
  return items.map(({ name }) => `{ name: '${name}' }`).join(', ');
}

/**
 * A type where it is used: by its name if it has one.
 *
 * @param {Type} type
 * @param {NameOf} nameOf
 * @returns {string}
 */
export function reference(type, nameOf = ({ name }) => camel(name)) {
  if (typeof type === 'string') return `'${type}'`;
  /** @param {Type} inner */
  const of = (inner) => reference(inner, nameOf);
  switch (type.kind) {
    case 'list':
      return `{ kind: 'list', element: ${of(type.element)} }`;
    case 'option':
      return `{ kind: 'option', some: ${of(type.some)} }`;
    case 'result': {
      const [ok, error] = [type.ok, type.error].map((each) => (each === null ? 'null' : of(each)));
      return `{ kind: 'result', ok: ${ok}, error: ${error} }`;
    }
    case 'tuple':
      return `{ kind: 'tuple', items: [${type.items.map(of).join(', ')}] }`;
    case 'own':
    case 'borrow':
      return `{ kind: '${type.kind}', resource: { name: '${type.resource.name}' } }`;
    default:
      return nameOf(type);
  }
}
