/** A variable passed by reference, as PHP's `&$address`. */
@final
export class Ref<T> {
  /** The value, before and after the call. */
  constructor(public value: T) {}
}
