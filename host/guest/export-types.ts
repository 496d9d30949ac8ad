// What a guest exports, in TypeScript: the types that `loadGuest` is given for it.
import { EXPORTS_SECTION, readExportedFunctions } from '../abi/exported-functions.ts';
import { underlying } from '../abi/layout.mjs';
import { camel } from '../abi/names.mjs';
import type { FunctionType, ValueType } from '../abi/types.ts';
import { ARRAYS, primitiveText } from '../abi/typescript.mjs';
import { shortName } from '../component/exports.ts';
import { decodeComponent } from '../component/decode.ts';
import { hasHandles } from '../component/handle-types.ts';
import type { Instance } from '../component/items.ts';
import { splitMember } from '../component/member.ts';
import { shapeOf } from '../component/shape.ts';
import { OptionError } from '../option-error.ts';
import { LinkError } from '../trap.ts';
import { coreExportSignatures } from '../wasm/core-exports.ts';
import { isComponent } from '../wasm/reader.ts';
import { plainExports } from './callable.ts';
import { withShownErrors } from './error-text.ts';
import type { PlainParts } from './plain-signature.ts';

/** Words that no parameter may be called. */
const RESERVED = new Set(
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield'.split(
    ' ',
  ),
);

/** The most characters: a type, and the names in it, may be part of many functions, each of which writes them out. */
const MOST_TEXT = 1 << 22;

/**
 * The interface of a guest's exports, for `loadGuest<Exports>()`: each function gives a promise. It is the text of a module of
 * TypeScript. Nothing of the guest runs.
 *
 * @throws OptionError if it is no Uint8Array; LinkError, WebAssembly.CompileError if it is not valid; LinkError if it exports more
 *   than can be called, or the text is too long
 */
export function exportTypes(binary: Uint8Array): string {
  if (!(binary instanceof Uint8Array)) throw new OptionError('the guest', 'its bytes (a Uint8Array)');
  const text = new TypeText();
  withShownErrors(() => (isComponent(binary) ? ofComponent(binary, text) : ofCore(binary, text)));
  return `/** What the guest exports, as loadGuest gives it. */\nexport interface Exports {\n${text.lines.join('')}}\n`;
}

function ofCore(binary: Uint8Array, text: TypeText): void {
  const [section] = WebAssembly.Module.customSections(new WebAssembly.Module(binary), EXPORTS_SECTION);
  const exported = section === undefined ? new Map() : readExportedFunctions(new Uint8Array(section));
  const numeric = plainExports(coreExportSignatures(binary), exported);
  for (const [name, type] of exported) text.method(name, type);
  for (const [name, parts] of numeric) text.plain(name, parts);
}

function plainType(type: string): string {
  if (type === '') return 'void';
  return type === 'i64' ? 'bigint' : 'number';
}

function ofComponent(binary: Uint8Array, text: TypeText): void {
  const { exports, texts } = shapeOf(decodeComponent(binary).component);
  const counts = new Map<string, number>();
  for (const name of exports.keys()) counts.set(shortName(name), (counts.get(shortName(name)) ?? 0) + 1);
  for (const [name, item] of exports) {
    if (item.sort === 'function' && !hasHandles(item.value.type)) text.method(name, item.value.type);
    if (item.sort !== 'instance' || name.startsWith('wasi:cli/run@')) continue;
    // One instance may be exported by many names.
    texts.work.count(item.value.exports.size);
    text.line(`${text.key(name)}: {`);
    functionsOf(item.value, text);
    text.line('};');
    const short = shortName(name);
    // Of two versions of an interface, neither is meant.
    if (counts.get(short) === 1 && short !== name) text.line(`${text.key(short)}: Exports[${text.quoted(name)}];`);
  }
}

function functionsOf({ exports }: Instance, text: TypeText): void {
  for (const [name, item] of exports) {
    const isFunction = item.sort === 'function' && splitMember(name).kind === undefined;
    if (isFunction && !hasHandles(item.value.type)) text.method(name, item.value.type, '  ');
  }
}

/** Writes types, and counts what is written before it is kept. What takes a type or a name throws LinkError if it is too much. */
class TypeText {
  readonly lines: string[] = [];
  #left = MOST_TEXT;

  line(text: string, indent = ''): void {
    this.lines.push(`  ${indent}${this.#counted(text)}\n`);
  }

  /** A function by the canonical ABI. @param name in WIT */
  method(name: string, { params, result }: FunctionType, indent?: string): void {
    const list = params.map((param) => `${this.#param(param.name)}: ${this.#value(param.type)}`);
    this.line(`${this.#name(name)}(${list.join(', ')}): Promise<${this.#result(result)}>;`, indent);
  }

  /** A function of numbers. */
  plain(name: string, { params, result }: PlainParts): void {
    const list = params.map((type, index) => `a${index}: ${plainType(type)}`);
    this.line(`${this.key(name)}(${list.join(', ')}): Promise<${plainType(result ?? '')}>;`);
  }

  /** A name as a key: quoted where it is no identifier. */
  key(name: string): string {
    return /^[A-Za-z_$][\w$]*$/.test(name) ? this.#counted(name) : this.quoted(name);
  }

  quoted(name: string): string {
    return JSON.stringify(this.#counted(name));
  }

  #counted(text: string): string {
    this.#left -= text.length;
    if (this.#left < 0) throw new LinkError('the types of the functions are longer than anybody reads');
    return text;
  }

  /** A name of WIT's as a key. */
  #name(name: string): string {
    return this.key(camel(name));
  }

  #param(name: string): string {
    const own = this.#counted(camel(name));
    return RESERVED.has(own) ? `${own}_` : own;
  }

  /** What a call gives. The error of a result is thrown. */
  #result(type: ValueType | null): string {
    const own = type === null ? null : underlying(type);
    if (own !== null && typeof own === 'object' && own.kind === 'result') {
      return own.ok === null ? 'void' : this.#value(own.ok);
    }
    return own === null ? 'void' : this.#value(own);
  }

  #value(type: ValueType): string {
    return this.#counted(this.#written(underlying(type)));
  }

  #written(type: ValueType): string {
    if (typeof type === 'string') return primitiveText(type);
    const tagged = (tag: string, val: ValueType | null): string =>
      val === null ? `{ tag: '${tag}'; val?: undefined }` : `{ tag: '${tag}'; val: ${this.#value(val)} }`;
    switch (type.kind) {
      case 'list':
        return (typeof type.element === 'string' && ARRAYS[type.element]) || `Array<${this.#value(type.element)}>`;
      case 'option':
        return isOption(type.some)
          ? `${tagged('some', type.some)} | ${tagged('none', null)}`
          : `${this.#value(type.some)} | undefined`;
      case 'result':
        return `${tagged('ok', type.ok)} | ${tagged('err', type.error)}`;
      case 'tuple':
        return `[${type.items.map((item) => this.#value(item)).join(', ')}]`;
      case 'record':
        return `{ ${type.fields.map((field) => this.#field(field.name, field.type)).join('; ')} }`;
      case 'variant':
        return type.cases.map((one) => tagged(one.name, one.type)).join(' | ');
      case 'enum':
        return type.cases.map((one) => `'${one.name}'`).join(' | ');
      case 'flags':
        return `{ ${type.flags.map((flag) => `${this.#name(flag.name)}?: boolean`).join('; ')} }`;
      default:
        return 'unknown';
    }
  }

  #field(name: string, type: ValueType): string {
    return isOption(type) ? `${this.#name(name)}?: ${this.#value(type)}` : `${this.#name(name)}: ${this.#value(type)}`;
  }
}

function isOption(type: ValueType): boolean {
  const own = underlying(type);
  return typeof own === 'object' && own.kind === 'option';
}
