// Names of the WIT, in kebab-case, and of JavaScript. The generators in wit/ use them as well.

/** `address-info` as `addressInfo`; also `HTTP-code` as `httpCode`, as jco does. @param {string} name */
export function camel(name) {
  return name.toLowerCase().replaceAll(/-(.)/g, (_, letter) => letter.toUpperCase());
}

/** `address-info` as `AddressInfo`. @param {string} name */
export function pascal(name) {
  return camel(`-${name}`);
}

/** `addressInfo`, or `AddressInfo`, as `address-info`. @param {string} name */
export function kebab(name) {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace(/^-/, '');
}
