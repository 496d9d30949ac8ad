// What is generated from wit/php.wit for JavaScript: the TypeScript of "wasock/php" (its types, and the table that its
// calls are made by), and PHP's constants for it.
import { parseInterface } from './interface.mjs';
import { camel, isOptional, pascal, snake } from './names.mjs';

const NOTE = (file) => `// Generated from ${file} by \`npm run wit\`; not to be edited.\n`;

/** The text of host/php/interface.ts. @param {string} text of wit/php.wit */
export function interfaceModule(text) {
  const api = parseInterface(text);
  const resources = new Set(api.resources.map(({ name }) => name));
  const writer = new Writer(api, resources);
  const imports = api.resources.map(({ name }) => pascal(name)).join(', ');
  return [
    NOTE('wit/php.wit'),
    `import type { ${imports} } from './resources.ts';\n`,
    `import type { Signature, Type } from './types.ts';\n\n`,
    `/** Data for a function: bytes, or a string, which stands for its UTF-8. */\n`,
    `export type Data = Uint8Array | string;\n`,
    ...api.types.map((type) => writer.declaration(type)),
    `\n/** PHP's functions. FALSE is \`undefined\`, or \`false\` where PHP's function gives a boolean. */\n`,
    `export interface PhpFunctions {\n${api.functions.map((func) => writer.method(func)).join('\n')}}\n`,
    ...api.types.map((type) => writer.descriptor(type)),
    `\n/** How each function is called: its name in wit/php.wit, its parameters, its result. */\n`,
    `export const SIGNATURES: Readonly<Record<keyof PhpFunctions, Signature>> = {\n`,
    ...api.functions.map((func) => writer.signature(func)),
    `};\n`,
  ].join('');
}

/** The text of host/php/constants.ts. @param {string} text of asm/constants.ts */
export function constantsModule(text) {
  const lines = text.split('\n').filter((line) => /^(export const|\/\/ [A-Z]|$)/.test(line));
  const body = lines.join('\n').replace(/^(\/\/.*\n)*/, '');
  return `${NOTE('asm/constants.ts')}// PHP's constants, with Linux's numbers.\n${body.replaceAll(': i32 = ', ' = ')}`;
}

class Writer {
  #api;
  #resources;

  constructor(api, resources) {
    this.#api = api;
    this.#resources = resources;
  }

  /** A record as an interface, a variant as a union. */
  declaration(definition) {
    const name = pascal(definition.name);
    const input = this.#isInput(definition.name);
    const head = `\n${this.#comment(definition.docs, '')}`;
    const members = definition.members.map((member) => {
      const comment = this.#comment(member.docs, '  ');
      if (definition.kind === 'record') return `${comment}  ${this.#field(member, input)};\n`;
      const val = member.type === null ? '' : `; val: ${this.#type(member.type, input)}`;
      return `${comment}  | { tag: '${member.name}'${val} }`;
    });
    if (definition.kind === 'record') return `${head}export interface ${name} {\n${members.join('')}}\n`;
    return `${head}export type ${name} =\n${members.join('\n')};\n`;
  }

  #field({ name, type }, input) {
    const optional = input && typeof type === 'object' && 'option' in type;
    return `${camel(name)}${optional ? '?' : ''}: ${this.#type(type, input)}`;
  }

  method(func) {
    const params = func.params.map(({ name, type }, index) => {
      if (!isOptional(func.params, index)) return `${camel(name)}: ${this.#type(type, true)}`;
      return `${camel(name)}?: ${this.#type(type.option, true)} | null`;
    });
    const result = func.result === null ? 'void' : this.#type(func.result, false);
    const see = `@see https://www.php.net/${snake(func.name)}`;
    return `${this.#comment([...this.#withoutPhpName(func.docs), '', see], '  ')}  ${camel(func.name)}(${params.join(', ')}): ${result};\n`;
  }

  descriptor({ kind, name, members }) {
    const items = members.map((member) => {
      const key = kind === 'record' ? camel(member.name) : member.name;
      return `['${key}', ${member.type === null ? 'null' : this.#value(member.type)}]`;
    });
    return `\nconst ${camel(name)}: Type = { ${kind}: [${items.join(', ')}] };\n`;
  }

  signature({ name, params, result }) {
    const items = params.map((param) => `['${camel(param.name)}', ${this.#value(param.type)}]`);
    const value = result === null ? 'null' : this.#value(result);
    return `  ${camel(name)}: { name: '${name}', params: [${items.join(', ')}], result: ${value} },\n`;
  }

  /** A type in TypeScript, as an argument or as (part of) a result. */
  #type(type, input) {
    if (type === 'bytes') return input ? 'Data' : 'Uint8Array';
    if (typeof type === 'string') return { bool: 'boolean', string: 'string' }[type] ?? 'number';
    if ('option' in type) return `${this.#type(type.option, input)} | ${input ? 'null | undefined' : 'undefined'}`;
    if ('list' in type) return this.#listType(type.list, input);
    if ('tuple' in type) return `[${type.tuple.map((item) => this.#type(item, input)).join(', ')}]`;
    return pascal(type.borrow ?? type.name);
  }

  #listType(element, input) {
    if (input) return `readonly ${parenthesized(this.#type(element, input))}[]`;
    return element === 'u32' ? 'Uint32Array' : `${parenthesized(this.#type(element, input))}[]`;
  }

  /** A type as a value of host/php/types.ts. */
  #value(type) {
    if (typeof type === 'string') return `'${type}'`;
    if ('option' in type) return `{ option: ${this.#value(type.option)} }`;
    if ('list' in type) return `{ list: ${this.#value(type.list)} }`;
    if ('tuple' in type) return `{ tuple: [${type.tuple.map((item) => this.#value(item)).join(', ')}] }`;
    if ('borrow' in type) return `{ borrow: '${pascal(type.borrow)}' }`;
    return this.#resources.has(type.name) ? `{ own: '${pascal(type.name)}' }` : camel(type.name);
  }

  /** Whether a type is part of an argument. */
  #isInput(name) {
    const roots = this.#api.functions.flatMap(({ params }) => params.map(({ type }) => type));
    return roots.some((root) => this.#mentions(root, name));
  }

  #mentions(type, name) {
    if (type === null || typeof type === 'string') return false;
    if (type.name === name) return true;
    const definition = this.#api.types.find((candidate) => candidate.name === type.name);
    const inner = definition?.members.map((member) => member.type) ?? Object.values(type).flat();
    return inner.some((part) => typeof part === 'object' && this.#mentions(part, name));
  }

  /** JavaScript's words for WIT's. */
  #comment(docs, indent) {
    if (docs.length === 0) return '';
    const names = new Set(this.#api.functions.map(({ name }) => name));
    const lines = docs.map((line) =>
      line.replaceAll(/`([a-z0-9-]+)`/g, (whole, word) => {
        if (word === 'none') return '`undefined`';
        return names.has(word) ? `\`${camel(word)}\`` : whole;
      }),
    );
    if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
    return `${indent}/**\n${lines.map((line) => `${indent} *${line === '' ? '' : ` ${line}`}\n`).join('')}${indent} */\n`;
  }

  /** Documentation without its last sentence, `PHP's …`. */
  #withoutPhpName(docs) {
    return docs
      .join('\n')
      .replace(/\s*PHP's `[a-z_]+`\.$/, '')
      .split('\n');
  }
}

function parenthesized(type) {
  return type.includes(' ') ? `(${type})` : type;
}
