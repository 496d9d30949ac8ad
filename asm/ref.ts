/** A variable passed by reference, as PHP's `&$address`. */
@final
export class Ref<T> {
  /** Holds the value before and after the call. */
  constructor(public value: T) {}
}
