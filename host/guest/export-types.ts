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
import { isHosts, partsOf } from './plain-signature.ts';

/** Words that no parameter may be called. */
const RESERVED = new Set(
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield'.split(
    ' ',
  ),
);

/** The most characters of types: a type may be part of many, each of which writes it out. */
const MOST_TEXT = 1 << 22;

/**
 * The interface of a guest's exports, for `loadGuest<Exports>()`: each function gives a promise. It is the text of a module of
 * TypeScript. Nothing of the guest runs.
 *
 * @throws OptionError if it is no Uint8Array; LinkError if it is not valid, or its types are too long
 */
export function exportTypes(binary: Uint8Array): string {
  if (!(binary instanceof Uint8Array)) throw new OptionError('the guest', 'its bytes (a Uint8Array)');
  const lines = isComponent(binary) ? ofComponent(binary) : ofCore(binary);
  const body = lines.map((line) => `  ${line}\n`).join('');
  return `/** What the guest exports, as loadGuest gives it. */\nexport interface Exports {\n${body}}\n`;
}

function ofCore(binary: Uint8Array): string[] {
  const text = new TypeText();
  const [section] = WebAssembly.Module.customSections(new WebAssembly.Module(binary), EXPORTS_SECTION);
  const exported = section === undefined ? new Map() : readExportedFunctions(new Uint8Array(section));
  const plain = Array.from(coreExportSignatures(binary)).flatMap(([name, signature]) => {
    const parts = partsOf(signature);
    if (exported.has(name) || isHosts(name) || parts === undefined) return [];
    const params = parts.params.map((type, index) => `a${index}: ${plainType(type)}`);
    return [`${key(name)}(${params.join(', ')}): Promise<${plainType(parts.result ?? '')}>;`];
  });
  return [...Array.from(exported, ([name, type]) => text.method(camel(name), type)), ...plain];
}

function plainType(type: string): string {
  if (type === '') return 'void';
  return type === 'i64' ? 'bigint' : 'number';
}

function ofComponent(binary: Uint8Array): string[] {
  const text = new TypeText();
  const { exports } = shapeOf(decodeComponent(binary).component);
  const counts = new Map<string, number>();
  for (const name of exports.keys()) counts.set(shortName(name), (counts.get(shortName(name)) ?? 0) + 1);
  const lines: string[] = [];
  for (const [name, item] of exports) {
    if (item.sort === 'function' && !hasHandles(item.value.type)) lines.push(text.method(camel(name), item.value.type));
    if (item.sort !== 'instance' || name.startsWith('wasi:cli/run@')) continue;
    lines.push(`${key(name)}: {`, ...functionsOf(item.value, text).map((line) => `  ${line}`), '};');
    const short = shortName(name);
    // Of two versions of an interface, neither is meant.
    if (counts.get(short) === 1 && short !== name) lines.push(`${key(short)}: Exports[${JSON.stringify(name)}];`);
  }
  return lines;
}

function functionsOf({ exports }: Instance, text: TypeText): string[] {
  return Array.from(exports).flatMap(([name, item]) =>
    item.sort === 'function' && splitMember(name).kind === undefined && !hasHandles(item.value.type)
      ? [text.method(camel(name), item.value.type)]
      : [],
  );
}

/** A name as a key: quoted where it is no identifier. */
function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

class TypeText {
  #left = MOST_TEXT;

  method(name: string, { params, result }: FunctionType): string {
    const list = params.map((param) => `${this.#param(camel(param.name))}: ${this.#value(param.type)}`);
    return `${key(name)}(${list.join(', ')}): Promise<${this.#result(result)}>;`;
  }

  #param(name: string): string {
    return RESERVED.has(name) ? `${name}_` : name;
  }

  /** What a call gives. The error of a result is thrown. */
  #result(type: ValueType | null): string {
    const own = type === null ? null : underlying(type);
    if (own !== null && typeof own === 'object' && own.kind === 'result') {
      return own.ok === null ? 'void' : this.#value(own.ok);
    }
    return own === null ? 'void' : this.#value(own);
  }

  /** @throws LinkError if there is too much of it */
  #value(type: ValueType): string {
    const text = this.#written(underlying(type));
    this.#left -= text.length;
    if (this.#left < 0) throw new LinkError('the types of the functions are longer than anybody reads');
    return text;
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
        return `{ ${type.fields.map((field) => this.#field(camel(field.name), field.type)).join('; ')} }`;
      case 'variant':
        return type.cases.map((one) => tagged(one.name, one.type)).join(' | ');
      case 'enum':
        return type.cases.map((one) => `'${one.name}'`).join(' | ');
      case 'flags':
        return `{ ${type.flags.map((flag) => `${key(camel(flag.name))}?: boolean`).join('; ')} }`;
      default:
        return 'unknown';
    }
  }

  #field(name: string, type: ValueType): string {
    return isOption(type) ? `${key(name)}?: ${this.#value(type)}` : `${key(name)}: ${this.#value(type)}`;
  }
}

function isOption(type: ValueType): boolean {
  const own = underlying(type);
  return typeof own === 'object' && own.kind === 'option';
}
