// The handles that stand for objects outside the component.

/**
 * The objects of which the component's user has handles, which keep them alive. Here a handle stands for a number (the
 * "representation" of the component model). Several handles may stand for the same number. The first number is 1: where
 * components are composed, jco takes 0 for a missing handle.
 */
@final
export class Handles<T> {
  private readonly objects: Array<T | null> = new Array<T | null>();
  /** How many handles there are of each. */
  private readonly counts: Array<i32> = new Array<i32>();
  private readonly freed: Array<i32> = new Array<i32>();

  /** Counts the first handle of an object. Returns the object's number. */
  add(object: T): i32 {
    if (this.freed.length == 0) {
      this.counts.push(1);
      return this.objects.push(object);
    }
    const number = this.freed.pop();
    this.objects[number - 1] = object;
    this.counts[number - 1] = 1;
    return number;
  }

  /** Counts another handle of an object, or the first. */
  addAgain(object: T): i32 {
    const index = this.objects.indexOf(object);
    if (index < 0) return this.add(object);
    this.counts[index]++;
    return index + 1;
  }

  /** Whether there is a handle of an object. */
  has(object: T): bool {
    return this.objects.includes(object);
  }

  /** The object of a number. Traps if there is none: the caller broke the rules of the component model. */
  get(number: i32): T {
    if (<u32>(number - 1) >= <u32>this.objects.length) unreachable();
    const object = unchecked(this.objects[number - 1]);
    if (object === null) unreachable();
    return object!;
  }

  /** Removes a handle. Returns the object if that was its last handle, otherwise null. Traps as `get`. */
  drop(number: i32): T | null {
    const object = this.get(number);
    if (--this.counts[number - 1] > 0) return null;
    this.objects[number - 1] = null;
    this.freed.push(number);
    return object;
  }
}
