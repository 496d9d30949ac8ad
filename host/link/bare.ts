/**
 * The same properties, of an object that inherits nothing and cannot be changed. What generated code looks up in it by
 * names that a guest chose is there, or is not; `constructor` is a property of every other object.
 */
export function bare<T extends object>(own: T): Readonly<T> {
  return Object.freeze(Object.assign(Object.create(null), own));
}

/** Takes from a class, and from its objects, what they inherit. */
export function bareClass(own: { readonly prototype: object }): void {
  Object.setPrototypeOf(own, null);
  Object.setPrototypeOf(own.prototype, null);
}
