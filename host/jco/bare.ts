/**
 * An object with the same properties, which inherits nothing and cannot be changed. Generated code looks things up in it by
 * names that a guest chose; `constructor` would be a property of every other object.
 */
export function bare<T extends object>(own: T): Readonly<T> {
  return Object.freeze(Object.assign(Object.create(null), own));
}

/** Makes a class, and its objects, inherit nothing. */
export function bareClass(own: { readonly prototype: object }): void {
  Object.setPrototypeOf(own, null);
  Object.setPrototypeOf(own.prototype, null);
}
