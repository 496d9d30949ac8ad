// The names of wit/php.wit in other languages.

/** `socket-create` as `socketCreate`. */
export function camel(name) {
  return name.replaceAll(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}

/** `address-info` as `AddressInfo`. */
export function pascal(name) {
  return camel(`-${name}`);
}

/** `socket-create` as `socket_create`. */
export function snake(name) {
  return name.replaceAll('-', '_');
}

/** Whether the argument can be left out: it and all after it are options. */
export function isOptional(params, index) {
  return params.slice(index).every(({ type }) => typeof type === 'object' && 'option' in type);
}
