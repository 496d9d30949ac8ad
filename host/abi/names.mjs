// Names of the WIT, in kebab-case, and of JavaScript.

/** `address-info` as `addressInfo`; also `HTTP-code` as `httpCode`, as jco does. */
export function camel(name: string): string {
  return name.toLowerCase().replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** `address-info` as `AddressInfo`. */
export function pascal(name: string): string {
  return camel(`-${name}`);
}

/** `addressInfo`, or `AddressInfo`, as `address-info`. */
export function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace(/^-/, '');
}
