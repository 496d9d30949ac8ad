// What stands for an object outside of the component.

/**
 * The objects that the component's user has handles of, which keep them alive. A handle stands for a number here (the
 * "representation" of the component model), one that is free; several handles may stand for the same. The first is 1:
 * where components are composed, jco takes 0 for a handle that there is not.
 */
@final
export class Handles<T> {
  private readonly objects: Array<T | null> = new Array<T | null>();
  /** How many handles there are of each. */
  private readonly counts: Array<i32> = new Array<i32>();
  private readonly freed: Array<i32> = new Array<i32>();

  /** Counts the first handle of an object; the object's number. */
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

  /** The object of a number. Traps if there is none: whoever calls broke the rules of the component model. */
  get(number: i32): T {
    if (<u32>(number - 1) >= <u32>this.objects.length) unreachable();
    const object = unchecked(this.objects[number - 1]);
    if (object === null) unreachable();
    return object!;
  }

  /** Forgets a handle; the object, if that was its last, else null. Traps as `get`. */
  drop(number: i32): T | null {
    const object = this.get(number);
    if (--this.counts[number - 1] > 0) return null;
    this.objects[number - 1] = null;
    this.freed.push(number);
    return object;
  }
}
