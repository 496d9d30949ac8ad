// What a component imports and exports, as WIT.
import { underlying } from '../abi/layout.mjs';
import type { FunctionType, HandleType, ValueType } from '../abi/types.ts';
import { LinkError } from '../trap.ts';
import type { Instance, Item } from './items.ts';
import { splitMember } from './member.ts';
import { Resource } from './resource.ts';

/** Words that are no names in WIT unless they are escaped. */
const KEYWORDS = new Set(
  'as async bool borrow char constructor enum export f32 f64 flags from func future import include interface list option own package record resource result s16 s32 s64 s8 static stream string tuple type u16 u32 u64 u8 use variant with world'.split(
    ' ',
  ),
);

/** Longer texts nobody reads. Characters: of names and of types, as often as they are written. */
const MOST_TEXT = 1 << 24;

/** Types are written out where they have their first name, and called by that from then on. */
export class WitText {
  readonly #names = new Map<object, { readonly name: string; readonly owner: string }>();
  #left = MOST_TEXT;

  /**
   * Lines of an import or an export.
   *
   * @param name an interface's, or a plain one
   * @throws LinkError if there is more of it, with all that was written before, than anybody reads
   */
  of(name: string, item: Item): string[] {
    switch (item.sort) {
      case 'function':
        return [`${this.#label(name)}: ${this.#function(item.value.type)};`];
      case 'instance': {
        const lines = this.#instance(name, item.value);
        const head = name.includes(':') ? `interface ${this.#counted(name)}` : `${this.#label(name)}: interface`;
        return lines.length === 0 ? [`${head} {}`] : [`${head} {`, ...indented(lines), '}'];
      }
      case 'type':
        return this.#type(name, '', item);
      default:
        return [`${this.#label(name)}: ${item.sort};`];
    }
  }

  #instance(owner: string, { exports }: Instance): string[] {
    const members = new Map<string, string[]>();
    const lines: string[] = [];
    const later: string[] = [];
    for (const [name, item] of exports) {
      if (item.sort === 'type') {
        const own = this.#type(name, owner, item);
        members.set(name, own);
        lines.push(name);
      } else if (item.sort === 'function') {
        const { kind, of, member } = splitMember(name);
        const resource = members.get(of);
        if (kind === undefined || resource === undefined)
          later.push(`${this.#label(name)}: ${this.#function(item.value.type)};`);
        else resource.push(this.#member(kind, member, item.value.type));
      }
    }
    return [...withMergedUses(lines.flatMap((name) => closed(members.get(name)!))), ...later];
  }

  #member(kind: string, name: string, type: FunctionType): string {
    if (kind === 'constructor') return `constructor(${this.#params(type)});`;
    if (kind === 'static') return `${this.#label(name)}: static ${this.#function(type)};`;
    return `${this.#label(name)}: ${this.#function({ ...type, params: type.params.slice(1) })};`;
  }

  /** The declaration of a type. Of a resource only the first line, without its end. */
  #type(name: string, owner: string, { value }: Item & { sort: 'type' }): string[] {
    if (value.kind === 'resource') return this.#named(value.resource, name, owner) ?? [`resource ${this.#label(name)}`];
    if (value.kind !== 'value') return [];
    const own = underlying(value.type);
    if (typeof own === 'string') return [`type ${this.#label(name)} = ${own};`];
    return this.#named(own, name, owner) ?? [this.#declaration(name, own)];
  }

  /** What a type is called that has a name already. */
  #named(type: object, name: string, owner: string): string[] | undefined {
    const known = this.#names.get(type);
    if (known === undefined) {
      this.#names.set(type, { name, owner });
      return undefined;
    }
    if (known.owner === owner || known.owner === '')
      return known.name === name ? [] : [`type ${this.#label(name)} = ${this.#label(known.name)};`];
    return [
      `use ${this.#counted(known.owner)}.{${this.#label(known.name)}${known.name === name ? '' : ` as ${this.#label(name)}`}};`,
    ];
  }

  #declaration(name: string, type: Exclude<ValueType, string>): string {
    const parts = this.#parts(type);
    return parts === undefined
      ? `type ${this.#label(name)} = ${this.#written(type)};`
      : `${type.kind} ${this.#label(name)} { ${parts.join(', ')} }`;
  }

  /** What a type that needs a name has in it. */
  #parts(type: Exclude<ValueType, string>): string[] | undefined {
    switch (type.kind) {
      case 'record':
        return type.fields.map((field) => `${this.#label(field.name)}: ${this.#value(field.type)}`);
      case 'variant':
        return type.cases.map((one) =>
          one.type === null ? this.#label(one.name) : `${this.#label(one.name)}(${this.#value(one.type)})`,
        );
      case 'enum':
        return type.cases.map((one) => this.#label(one.name));
      case 'flags':
        return type.flags.map((one) => this.#label(one.name));
      default:
        return undefined;
    }
  }

  #params({ params }: FunctionType): string {
    return params.map(({ name, type }) => `${this.#label(name)}: ${this.#value(type)}`).join(', ');
  }

  #function(type: FunctionType): string {
    return `func(${this.#params(type)})${type.result === null ? '' : ` -> ${this.#value(type.result)}`}`;
  }

  #label(name: string): string {
    return this.#counted(KEYWORDS.has(name) ? `%${name}` : name);
  }

  /** Counts a part of a text before it is kept. Types without names are written out by each that has them. */
  #counted(text: string): string {
    this.#left -= text.length;
    if (this.#left < 0) throw new LinkError('the types of the functions are longer than anybody reads');
    return text;
  }

  #value(type: ValueType): string {
    const own = underlying(type);
    if (typeof own === 'string') return this.#counted(own);
    const known = this.#names.get(own);
    return known === undefined ? this.#counted(this.#written(own)) : this.#label(known.name);
  }

  #written(type: Exclude<ValueType, string>): string {
    const perhaps = (part: ValueType | null): string => (part === null ? '_' : this.#value(part));
    switch (type.kind) {
      case 'alias':
        return this.#value(type.type);
      case 'list':
        return `list<${this.#value(type.element)}>`;
      case 'option':
        return `option<${this.#value(type.some)}>`;
      case 'tuple':
        return `tuple<${type.items.map((item) => this.#value(item)).join(', ')}>`;
      case 'result':
        if (type.error === null) return type.ok === null ? 'result' : `result<${this.#value(type.ok)}>`;
        return `result<${perhaps(type.ok)}, ${this.#value(type.error)}>`;
      case 'own':
        return this.#resource(type);
      case 'borrow':
        return `borrow<${this.#resource(type)}>`;
      default:
        return `${type.kind} { ${this.#parts(type)!.join(', ')} }`;
    }
  }

  #resource({ resource }: HandleType): string {
    const known = resource instanceof Resource ? this.#names.get(resource) : undefined;
    return this.#label(known?.name ?? resource.name);
  }
}

/** What is used of one interface in one line, and that first. */
function withMergedUses(lines: readonly string[]): string[] {
  const used = new Map<string, string[]>();
  const others = lines.filter((line) => {
    const [, owner, names = ''] = /^use (.*)\.\{(.*)\};$/.exec(line) ?? [];
    if (owner === undefined) return true;
    const all = used.get(owner);
    if (all === undefined) used.set(owner, [names]);
    else all.push(names);
    return false;
  });
  return [...Array.from(used, ([owner, names]) => `use ${owner}.{${names.join(', ')}};`), ...others];
}

/** A resource with what belongs to it, or another declaration. */
function closed(lines: readonly string[]): string[] {
  const [first = '', ...members] = lines;
  if (!first.startsWith('resource ')) return [...lines];
  return members.length === 0 ? [`${first};`] : [`${first} {`, ...indented(members), '}'];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
