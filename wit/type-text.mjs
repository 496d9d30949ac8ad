// Types as texts, as host/component/type-texts.ts makes them of a component: what a component imports is compared with them.
import { casesOf } from './model/index.mjs';

/** @import { Func, Resource, Type } from './model/types.ts' */

/** `(u32, own<wasi:io/poll/pollable>) -> bool`. @param {Func} func @param {(type: Type) => string} [textOf] */
export function functionText({ params, result }, textOf = typeText) {
  const list = `(${params.map(({ type }) => textOf(type)).join(', ')})`;
  return result === null ? list : `${list} -> ${textOf(result)}`;
}

/** @param {Type} type @param {(type: Type) => string} [inner] the text of a part @returns {string} */
export function typeText(type, inner = typeText) {
  if (typeof type === 'string') return type;
  /** @param {Type | null} part */
  const optional = (part) => (part === null ? '_' : inner(part));
  switch (type.kind) {
    case 'list':
      return `list<${inner(type.element)}>`;
    case 'option':
      return `option<${inner(type.some)}>`;
    case 'result':
      return `result<${optional(type.ok)}, ${optional(type.error)}>`;
    case 'tuple':
      return `tuple<${type.items.map((item) => inner(item)).join(', ')}>`;
    case 'own':
    case 'borrow':
      return `${type.kind}<${resourceText(type.resource)}>`;
    case 'alias':
      return inner(type.type);
    case 'record':
      return `record {${type.fields.map((field) => `${field.name}: ${inner(field.type)}`).join(', ')}}`;
    case 'variant':
      return `variant {${casesOf(type)
        .map((each) => (each.type === null ? each.name : `${each.name}(${inner(each.type)})`))
        .join(', ')}}`;
    case 'enum':
      return `enum {${type.cases.map(({ name }) => name).join(', ')}}`;
    case 'flags':
      return `flags {${type.flags.map(({ name }) => name).join(', ')}}`;
  }
}

/** @param {Resource} resource */
function resourceText({ name, owner }) {
  return `${owner.id.replace(/@.*/, '')}/${name}`;
}
