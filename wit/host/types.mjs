// The TypeScript of an interface as hosts see it, in the forms that `jco transpile` gives values: results are thrown or
// returned, an option in a record may be left out, what has no form of its own is an error here.
import { resourcesOf } from '../model/index.mjs';
import { ARRAYS, primitiveText } from '../../host/abi/typescript.mjs';
import { camel, pascal } from '../names.mjs';

/** @import { Definition, Func, Interface, Resource, Type } from '../model/types.ts' */

/**
 * The text of host/wit-*.ts.
 *
 * @param {Interface} api
 * @param {string} file that it is generated from
 * @param {Readonly<Record<string, string>>} modules where the types of other interfaces are, by their ids
 */
export function hostTypes(api, file, modules = {}) {
  const imports = api.uses.flatMap(({ id }) => {
    const names = Array.from(api.names)
      .filter(([, { owner }]) => owner.id === id)
      .map(([name]) => pascal(name));
    return [
      `import type {\n${names.map((name) => `  ${name},\n`).join('')}} from '${modules[id]}';\n`,
      `export type {\n${names.map((name) => `  ${name},\n`).join('')}};\n`,
    ];
  });
  return [
    `// Generated from ${file} by \`npm run wit\`; not to be edited.\n`,
    ...imports,
    ...api.definitions.filter(({ kind }) => kind !== 'resource').map((definition) => `\n${declaration(definition)}`),
    ...resourcesOf(api).map((resource) => `\n${classText(resource)}`),
    ...api.functions
      .filter(({ kind }) => kind === 'free')
      .map((func) => `\n${comment(func.docs)}export declare function ${method(func)};\n`),
  ].join('');
}

/** @param {Definition} definition */
function declaration(definition) {
  const head = comment(definition.docs);
  const name = pascal(definition.name);
  switch (definition.kind) {
    case 'alias':
      return `${head}export type ${name} = ${typeText(definition.type)};\n`;
    case 'enum':
      return union(head, name, definition.cases, (each) => `'${each.name}'`);
    case 'variant':
      return union(head, name, definition.cases, ({ name: tag, type }) =>
        type === null ? `{ tag: '${tag}' }` : `{ tag: '${tag}'; val: ${typeText(type)} }`,
      );
    case 'flags': {
      const lines = definition.flags.map((flag) => `${comment(flag.docs, '  ')}  ${camel(flag.name)}?: boolean;\n`);
      return `${head}export interface ${name} {\n${lines.join('')}}\n`;
    }
    case 'record': {
      const lines = definition.fields.map((field) => `${comment(field.docs, '  ')}  ${fieldText(field)};\n`);
      return `${head}export interface ${name} {\n${lines.join('')}}\n`;
    }
    case 'resource':
      throw new TypeError('a resource is a class');
  }
}

/**
 * @template {{ docs: readonly string[] }} Each
 * @param {string} head
 * @param {string} name
 * @param {readonly Each[]} cases
 * @param {(each: Each) => string} text
 */
function union(head, name, cases, text) {
  const lines = cases.map((each) => `${comment(each.docs, '  ')}  | ${text(each)}`);
  return `${head}export type ${name} =\n${lines.join('\n')};\n`;
}

/** @param {{ name: string, type: Type }} field */
function fieldText({ name, type }) {
  const isOption = typeof type === 'object' && type.kind === 'option';
  return isOption ? `${camel(name)}?: ${typeText(type.some)}` : `${camel(name)}: ${typeText(type)}`;
}

/** @param {Resource} resource */
function classText(resource) {
  const functions = resource.functions.map((func) => {
    const isStatic = func.kind === 'static' ? 'static ' : '';
    return `\n${comment(func.docs, '  ')}  ${isStatic}${method(func)};\n`;
  });
  const isMade = resource.functions.some(({ kind }) => kind === 'constructor');
  const hidden = isMade ? '' : '  /** Only functions make it. */\n  private constructor();\n';
  return `${comment(resource.docs)}export declare class ${pascal(resource.name)} {\n${hidden}${functions.join('')}}\n`;
}

/** @param {Func} func */
function method({ kind, name, params, result }) {
  const own = kind === 'method' ? params.slice(1) : params;
  const list = own.map((param) => `${camel(param.name)}: ${typeText(param.type)}`).join(', ');
  return kind === 'constructor' ? `constructor(${list})` : `${camel(name)}(${list}): ${resultText(result)}`;
}

/** What a function returns; an error is thrown. @param {Type | null} type */
function resultText(type) {
  const own = typeof type === 'object' && type?.kind === 'result' ? type.ok : type;
  return own === null ? 'void' : typeText(own);
}

/** @param {Type} type @returns {string} */
function typeText(type) {
  if (typeof type === 'string') return primitiveText(type);
  switch (type.kind) {
    case 'option':
      if (typeof type.some === 'object' && type.some.kind === 'option') throw new TypeError('an option of an option');
      return `${typeText(type.some)} | undefined`;
    case 'list': {
      const array = typeof type.element === 'string' ? ARRAYS[type.element] : undefined;
      return array ?? `Array<${typeText(type.element)}>`;
    }
    case 'tuple':
      return `[${type.items.map(typeText).join(', ')}]`;
    case 'own':
    case 'borrow':
      return pascal(type.resource.name);
    case 'result':
      throw new TypeError('a result inside a value');
    default:
      return pascal(type.name);
  }
}

/** @param {readonly string[]} docs */
function comment(docs, indent = '') {
  if (docs.length === 0) return '';
  if (docs.length === 1) return `${indent}/** ${docs[0]} */\n`;
  return `${indent}/**\n${docs.map((line) => `${indent} *${line === '' ? '' : ` ${line}`}\n`).join('')}${indent} */\n`;
}
