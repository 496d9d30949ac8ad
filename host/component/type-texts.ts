// Types as texts: two types are the same if their texts are. `npm run wit` writes the same texts of the functions in wit/
// (wit/type-text.mjs).
import { underlying } from '../abi/layout.mjs';
import type { FunctionType, HandleType, ValueType } from '../abi/types.ts';
import { LinkError } from '../trap.ts';
import { Resource } from './resource.ts';
import { Work } from './work.ts';

/** Longer ones no interface has; of a type in which each one has the one before twice, a text would have no end. Characters. */
const MOST_CHARACTERS = 1 << 16;

/** The same of all types of a component together. */
const MOST_IN_ALL = 1 << 23;

/** How deep a type may lie in others: what reads and writes values goes as deep. */
const MOST_DEPTH = 100;

const TOO_LARGE = 'the types of the component are larger than any';

interface Text {
  readonly text: string;
  readonly depth: number;
}

/** Gives back each part of a text, and counts them before anybody joins them. @throws LinkError if they are too long together */
function adder(): (part: string) => string {
  let left = MOST_CHARACTERS;
  return (part) => {
    left -= part.length;
    if (left < 0) throw new LinkError(TOO_LARGE);
    return part;
  };
}

/** The texts of one component's types. */
export class TypeTexts {
  /** What following and comparing them takes, with all else of the component. */
  readonly work = new Work();
  readonly #texts = new WeakMap<object, Text>();
  readonly #numbers = new Map<Resource, number>();
  #left = MOST_IN_ALL;

  /** `record {port: u16, address: list<u8>}` @throws LinkError if it is larger or deeper than any */
  ofValue(type: ValueType): string {
    return this.#value(type).text;
  }

  /** `(u32, own<wasi:io/poll/pollable>) -> bool`: parameters without their names, and the result if there is one. */
  ofFunction(type: FunctionType): string {
    let text = this.#texts.get(type);
    if (text === undefined) {
      const add = adder();
      const params = type.params.map((param) => add(this.ofValue(param.type))).join(', ');
      const result = type.result === null ? '' : ` -> ${this.ofValue(type.result)}`;
      this.#texts.set(type, (text = this.#spend(`(${params})${result}`, 0)));
    }
    return text.text;
  }

  #value(type: ValueType): Text {
    const own = underlying(type);
    if (typeof own === 'string') return { text: own, depth: 0 };
    let text = this.#texts.get(own);
    if (text === undefined) this.#texts.set(own, (text = this.#defined(own)));
    return text;
  }

  #defined(type: Exclude<ValueType, string>): Text {
    let depth = 0;
    const add = adder();
    const of = (inner: ValueType | null): string => {
      if (inner === null) return '_';
      const found = this.#value(inner);
      depth = Math.max(depth, found.depth + 1);
      return add(found.text);
    };
    const text = this.#text(type, of);
    return this.#spend(text, depth);
  }

  #text(type: Exclude<ValueType, string>, of: (inner: ValueType | null) => string): string {
    switch (type.kind) {
      case 'alias':
        return of(type.type);
      case 'list':
        return `list<${of(type.element)}>`;
      case 'option':
        return `option<${of(type.some)}>`;
      case 'result':
        return `result<${of(type.ok)}, ${of(type.error)}>`;
      case 'tuple':
        return `tuple<${type.items.map(of).join(', ')}>`;
      case 'record':
        return `record {${type.fields.map((field) => `${field.name}: ${of(field.type)}`).join(', ')}}`;
      case 'variant':
        return `variant {${type.cases.map((one) => (one.type === null ? one.name : `${one.name}(${of(one.type)})`)).join(', ')}}`;
      case 'enum':
        return `enum {${type.cases.map(({ name }) => name).join(', ')}}`;
      case 'flags':
        return `flags {${type.flags.map(({ name }) => name).join(', ')}}`;
      case 'own':
      case 'borrow':
        return `${type.kind}<${this.#resource(type)}>`;
    }
  }

  /** Of the host's by its interface; of a component's own by a number, which no interface has. */
  #resource({ resource }: HandleType): string {
    if (!(resource instanceof Resource)) return resource.name;
    if (resource.provided !== undefined) return `${resource.owner}/${resource.name}`;
    let number = this.#numbers.get(resource);
    if (number === undefined) this.#numbers.set(resource, (number = this.#numbers.size));
    return `#${number}`;
  }

  #spend(text: string, depth: number): Text {
    this.#left -= text.length;
    if (text.length > MOST_CHARACTERS || this.#left < 0) throw new LinkError(TOO_LARGE);
    if (depth > MOST_DEPTH) throw new LinkError('the types of the component lie too deep in each other');
    return { text, depth };
  }
}
