// How the types of wit/php.wit look in C: structs with the canonical ABI's layout, which is C's own for the same members.

import { snake } from '../names.mjs';

/** Where a type of WIT's own is what C has. */
const SCALARS = { bool: 'bool', s32: 'int32_t', u32: 'uint32_t', f64: 'double' };

/** The names of scalars in the names of other types. */
const WORDS = { s32: 'int', u32: 'uint' };

/** Members whose names C has taken. */
const KEYWORDS = new Set(['int', 'errno']);

/** The name of a member or a parameter. */
export function member(name) {
  const own = snake(name);
  return KEYWORDS.has(own) ? `${own}_` : own;
}

/** The constant for a case of a variant. */
export function caseName(variant, name) {
  return `PHP_${snake(variant)}_${snake(name)}`.toUpperCase();
}

/** Lines of C with none above 120 characters. */
export function wrapped(text) {
  return text.replaceAll(/^( *)(.{121,})$/gm, (_, indent, line) => {
    const lines = [indent];
    for (const word of line.split(/(?<=, )/)) {
      if ((lines.at(-1) + word).trimEnd().length > 120) lines.push(`${indent}    `);
      lines[lines.length - 1] += word;
    }
    return lines.map((each) => each.trimEnd()).join('\n');
  });
}

/** The types of an interface, and what is known of them. */
export class Types {
  /** @param api what parseInterface gave */
  constructor(api) {
    this.api = api;
    this.resources = new Set(api.resources.map(({ name }) => name));
  }

  /** A record or a variant by its name. */
  definition(name) {
    return this.api.types.find((candidate) => candidate.name === name);
  }

  isResource(type) {
    return type.borrow !== undefined || this.resources.has(type.name);
  }

  /** The C type of a value. */
  c(type) {
    if (SCALARS[type] !== undefined) return SCALARS[type];
    return this.isResource(type) ? `php_${this.word(type)} *` : `php_${this.word(type)}`;
  }

  /** A type's name without its prefix. */
  word(type) {
    if (typeof type === 'string') return WORDS[type] ?? type;
    if (type.option !== undefined) return `optional_${this.word(type.option)}`;
    if (type.list !== undefined) return type.list === 'bytes' ? 'bytes_list' : `${this.word(type.list)}s`;
    return snake(type.borrow ?? type.name);
  }

  /** A declaration: the type, and a name after it. */
  declare(type, name) {
    const c = this.c(type);
    return c.endsWith('*') ? `${c}${name}` : `${c} ${name}`;
  }

  /** What a compound consists of: its members' types. */
  parts(type) {
    if (type === null || typeof type === 'string') return [];
    if (this.isResource(type)) return [];
    if (type.tuple !== undefined) return type.tuple;
    const inner = type.option ?? type.list;
    return inner === undefined ? this.definition(type.name).members.map((part) => part.type) : [inner];
  }

  /** Whether a value holds memory or resources, which its owner must let go of. */
  isOwning(type) {
    if (type === null || typeof type === 'string') return type === 'string' || type === 'bytes';
    return (
      type.list !== undefined || this.resources.has(type.name) || this.parts(type).some((part) => this.isOwning(part))
    );
  }

  /** How many core values the canonical ABI makes of a value. */
  flatCount(type) {
    if (type === null) return 0;
    if (type === 'string' || type === 'bytes' || type.list !== undefined) return 2;
    if (typeof type === 'string' || this.isResource(type)) return 1;
    if (type.option !== undefined) return 1 + this.flatCount(type.option);
    const counts = this.parts(type).map((part) => this.flatCount(part));
    if (this.definition(type.name)?.kind === 'variant') return 1 + Math.max(...counts);
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** The compound types that these consist of, each after what it consists of, each once. */
  ordered(roots) {
    const found = new Map();
    const visit = (type) => {
      if (type === null || (typeof type === 'string' && type !== 'string' && type !== 'bytes')) return;
      // A pair is no type in C.
      if (this.isResource(type) || type.option?.tuple !== undefined || found.has(this.word(type))) return;
      for (const part of this.parts(type)) visit(part);
      found.set(this.word(type), type);
    };
    for (const root of roots) visit(root);
    return [...found.values()];
  }
}
