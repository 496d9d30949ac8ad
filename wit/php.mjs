// What is generated from wit/php.wit for JavaScript: the TypeScript of "wasock/php" (its types, and the table that its
// calls are made by), and PHP's constants for it.
import { constant, reference } from './host/type-data.mjs';
import { partsOf, resourcesOf } from './model/index.mjs';
import { camel, isBytes, isOptional, pascal, snake, someOf } from './names.mjs';

/** @import { Field, Func, Interface, RecordType, Type, VariantType } from './model/types.ts' */

/** @param {string} file */
const NOTE = (file) => `// Generated from ${file} by \`npm run wit\`; not to be edited.\n`;

/** The text of host/php/generated/interface.ts. @param {Interface} api of wit/php.wit */
export function interfaceModule(api) {
  const writer = new Writer(api);
  const types = compounds(api);
  const imports = resourcesOf(api)
    .map(({ name }) => pascal(name))
    .join(', ');
  return [
    NOTE('wit/php.wit'),
    `import type { ${imports} } from '../resources.ts';\n`,
    `import type { FunctionType, ValueType } from '../../abi/types.ts';\n\n`,
    `/** Data for a function: bytes, or a string, which stands for its UTF-8. */\n`,
    `export type Data = Uint8Array | string;\n`,
    ...types.map((type) => writer.declaration(type)),
    `\n/** PHP's functions. FALSE is \`undefined\`, or \`false\` where PHP's function gives a boolean. */\n`,
    `export interface PhpFunctions {\n${api.functions.map((func) => writer.method(func)).join('\n')}}\n`,
    ...types.map((type) => `\n${constant(type)}`),
    `\n/** A function: its name in wit/php.wit, and its type. */\n`,
    `export interface Signature extends FunctionType {\n  readonly name: string;\n}\n`,
    `\n/** How each function is called. */\n`,
    `export const SIGNATURES: Readonly<Record<keyof PhpFunctions, Signature>> = {\n`,
    ...api.functions.map((func) => writer.signature(func)),
    `};\n`,
  ].join('');
}

/** The text of host/php/generated/constants.ts. @param {string} declarations of `constantDeclarations` */
export function constantsModule(declarations) {
  const constants = declarations.replaceAll(': i32 = ', ' = ');
  return `${NOTE('wit/ and asm/constants.ts')}// PHP's constants, with Linux's numbers.\n\n${constants}`;
}

/** The records and variants of an interface; it has nothing else. @param {Interface} api */
export function compounds(api) {
  return api.definitions.flatMap((definition) => {
    if (definition.kind === 'record' || definition.kind === 'variant') return [definition];
    if (definition.kind !== 'resource')
      throw new TypeError(`${definition.name}: a ${definition.kind} has no form here`);
    return [];
  });
}

/** What a record or a variant has. @param {RecordType | VariantType} definition */
export function membersOf(definition) {
  return definition.kind === 'record' ? definition.fields : definition.cases;
}

class Writer {
  #api;

  /** @param {Interface} api */
  constructor(api) {
    this.#api = api;
  }

  /** A record as an interface, a variant as a union. @param {RecordType | VariantType} definition */
  declaration(definition) {
    const name = pascal(definition.name);
    const input = this.#isInput(definition);
    const head = `\n${this.#comment(definition.docs, '')}`;
    if (definition.kind === 'record') {
      const fields = definition.fields.map(
        (field) => `${this.#comment(field.docs, '  ')}  ${this.#field(field, input)};\n`,
      );
      return `${head}export interface ${name} {\n${fields.join('')}}\n`;
    }
    const cases = definition.cases.map((each) => {
      const val = each.type === null ? '' : `; val: ${this.#type(each.type, input)}`;
      return `${this.#comment(each.docs, '  ')}  | { tag: '${each.name}'${val} }`;
    });
    // What goes in may be the value of a case alone, where that says which case it is.
    const plain = input ? definition.cases.flatMap(({ type }) => (type === null ? [] : this.#plain(type))) : [];
    return `${head}export type ${name} =\n${[...cases, ...new Set(plain)].join('\n')};\n`;
  }

  /** @param {Type} type */
  #plain(type) {
    const own = this.#type(type, true);
    return [`  | ${own}`, ...(own === 'number' ? ['  | boolean'] : [])];
  }

  /** @param {Field} field @param {boolean} input */
  #field({ name, type }, input) {
    return `${camel(name)}${input && someOf(type) !== null ? '?' : ''}: ${this.#type(type, input)}`;
  }

  /** @param {Func} func */
  method(func) {
    const params = func.params.map(({ name, type }, index) => {
      if (!isOptional(func.params, index)) return `${camel(name)}: ${this.#type(type, true)}`;
      return `${camel(name)}?: ${this.#type(someOf(type) ?? type, true)} | null`;
    });
    const result = func.result === null ? 'void' : this.#type(func.result, false);
    const see = `@see https://www.php.net/${snake(func.name)}`;
    return `${this.#comment([...this.#withoutPhpName(func.docs), '', see], '  ')}  ${camel(func.name)}(${params.join(', ')}): ${result};\n`;
  }

  /** @param {Func} func */
  signature({ name, params, result }) {
    const items = params.map((param) => `{ name: '${param.name}', type: ${reference(param.type)} }`);
    const value = result === null ? 'null' : reference(result);
    return `  ${camel(name)}: { name: '${name}', params: [${items.join(', ')}], result: ${value} },\n`;
  }

  /** A type in TypeScript, as an argument or as (part of) a result. @param {Type} type @param {boolean} input @returns {string} */
  #type(type, input) {
    if (isBytes(type)) return input ? 'Data' : 'Uint8Array';
    if (typeof type === 'string') return type === 'bool' ? 'boolean' : type === 'string' ? 'string' : 'number';
    switch (type.kind) {
      case 'option':
        return `${this.#type(type.some, input)} | ${input ? 'null | undefined' : 'undefined'}`;
      case 'list':
        return this.#listType(type.element, input);
      case 'tuple':
        return `[${type.items.map((item) => this.#type(item, input)).join(', ')}]`;
      default:
        return nameOf(type);
    }
  }

  /** @param {Type} element @param {boolean} input */
  #listType(element, input) {
    if (input) return `readonly ${parenthesized(this.#type(element, input))}[]`;
    return element === 'u32' ? 'Uint32Array' : `${parenthesized(this.#type(element, input))}[]`;
  }

  /** Whether a type is part of an argument. @param {Type} definition */
  #isInput(definition) {
    /** @param {Type} type @returns {boolean} */
    const mentions = (type) => type === definition || partsOf(type).some(mentions);
    return this.#api.functions.some(({ params }) => params.some(({ type }) => mentions(type)));
  }

  /** JavaScript's words for WIT's. @param {readonly string[]} docs @param {string} indent */
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

  /** Documentation without its last sentence, `PHP's …`. @param {readonly string[]} docs */
  #withoutPhpName(docs) {
    return docs
      .join('\n')
      .replace(/\s*PHP's `[a-z_]+`\.$/, '')
      .split('\n');
  }
}

/** The name of a definition, or of a handle's resource. @param {Exclude<Type, string>} type */
function nameOf(type) {
  if (type.kind === 'own' || type.kind === 'borrow') return pascal(type.resource.name);
  if (!('name' in type)) throw new TypeError(`a ${type.kind} has no form here`);
  return pascal(type.name);
}

/** @param {string} type */
function parenthesized(type) {
  return type.includes(' ') ? `(${type})` : type;
}
