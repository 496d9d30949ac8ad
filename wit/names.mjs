// Names of WIT in other languages, and shapes that generators ask for.

/** @import { Param, Type } from './model/types.ts' */

export { camel, pascal } from '../host/abi/names.mjs';

/** `socket-create` as `socket_create`. @param {string} name */
export function snake(name) {
  return name.replaceAll('-', '_');
}

/** Whether the argument can be left out: it and all after it are options. @param {readonly Param[]} params @param {number} index */
export function isOptional(params, index) {
  return params.slice(index).every(({ type }) => someOf(type) !== null);
}

/** What an option has if it is not none; null: the type is no option. @param {Type | null} type */
export function someOf(type) {
  return typeof type === 'object' && type?.kind === 'option' ? type.some : null;
}

/** Whether a type is `list<u8>`. @param {Type | null} type */
export function isBytes(type) {
  return typeof type === 'object' && type?.kind === 'list' && type.element === 'u8';
}

/** `socket-create` as `SOCKET_CREATE`. @param {string[]} names put together */
export function screaming(...names) {
  return names.map((name) => snake(name).toUpperCase()).join('_');
}
