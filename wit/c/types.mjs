// How the types of wit/php.wit look in C: structs with the canonical ABI's layout, which is C's own for the same members.

import { partsOf } from '../model/index.mjs';
import { isBytes, snake } from '../names.mjs';

/** @import { Type } from '../model/types.ts' */

/** Where a type of WIT's own is what C has. @type {Partial<Record<string, string>>} */
const SCALARS = { bool: 'bool', s32: 'int32_t', u32: 'uint32_t', f64: 'double' };

/** The names of scalars in the names of other types. @type {Partial<Record<string, string>>} */
const WORDS = { s32: 'int', u32: 'uint' };

/** Members whose names C has taken. */
const KEYWORDS = new Set(['int', 'errno']);

/** The name of a member or a parameter. @param {string} name */
export function member(name) {
  const own = snake(name);
  return KEYWORDS.has(own) ? `${own}_` : own;
}

/** The constant for a case of a variant. @param {string} variant @param {string} name */
export function caseName(variant, name) {
  return `PHP_${snake(variant)}_${snake(name)}`.toUpperCase();
}

/** Lines of C with none above 120 characters. @param {string} text */
export function wrapped(text) {
  return text.replaceAll(/^( *)(.{121,})$/gm, (_, indent, line) => {
    const lines = [indent];
    for (const word of line.split(/(?<=, )/)) {
      if (`${lines.at(-1)}${word}`.trimEnd().length > 120) lines.push(`${indent}    `);
      lines[lines.length - 1] += word;
    }
    return lines.map((each) => each.trimEnd()).join('\n');
  });
}

/** Whether a value is a resource, or lent one. @param {Type} type */
export function isHandle(type) {
  return typeof type === 'object' && (type.kind === 'own' || type.kind === 'borrow');
}

/** The C type of a value. @param {Type} type */
export function typeName(type) {
  const scalar = typeof type === 'string' ? SCALARS[type] : undefined;
  if (scalar !== undefined) return scalar;
  return isHandle(type) ? `php_${wordOf(type)} *` : `php_${wordOf(type)}`;
}

/** A type's name without its prefix. @param {Type} type @returns {string} */
export function wordOf(type) {
  if (typeof type === 'string') return WORDS[type] ?? type;
  if (isBytes(type)) return 'bytes';
  switch (type.kind) {
    case 'option':
      return `optional_${wordOf(type.some)}`;
    case 'list':
      return isBytes(type.element) ? 'bytes_list' : `${wordOf(type.element)}s`;
    case 'own':
    case 'borrow':
      return snake(type.resource.name);
    case 'tuple':
    case 'result':
      throw new TypeError(`a ${type.kind} has no name in C`);
    default:
      return snake(type.name);
  }
}

/** A declaration: the type, and a name after it. @param {Type} type @param {string} name */
export function declared(type, name) {
  const c = typeName(type);
  return c.endsWith('*') ? `${c}${name}` : `${c} ${name}`;
}

/** Whether a value holds memory or resources, which its owner must let go of. @param {Type} type @returns {boolean} */
export function isOwning(type) {
  if (typeof type === 'string') return type === 'string';
  return type.kind === 'list' || type.kind === 'own' || partsOf(type).some(isOwning);
}

/** Whether a type is a struct that is declared for it: not a scalar, and not one of those that every type may use. @param {Type} type */
export function isCompound(type) {
  return typeof type === 'object' && !isBytes(type);
}

/**
 * The types that these consist of and C has a name for besides scalars, each after what it consists of, each once.
 *
 * @param {Iterable<Type | null>} roots
 */
export function ordered(roots) {
  /** @type {Map<string, Type>} */
  const found = new Map();
  /** @param {Type | null} type */
  const visit = (type) => {
    if (type === null || (typeof type === 'string' && type !== 'string')) return;
    // A pair is no type in C.
    if (isHandle(type) || isOptionalPair(type) || found.has(wordOf(type))) return;
    for (const part of partsOf(type)) visit(part);
    found.set(wordOf(type), type);
  };
  for (const root of roots) visit(root);
  return [...found.values()];
}

/** @param {Type} type */
function isOptionalPair(type) {
  return (
    typeof type === 'object' && type.kind === 'option' && typeof type.some === 'object' && type.some.kind === 'tuple'
  );
}
