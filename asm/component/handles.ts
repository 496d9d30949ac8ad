// What stands for an object outside of the component.

/**
 * The objects that the component's user has handles of, which keep them alive. A handle stands for a number here (the
 * "representation" of the component model), the lowest that is free.
 */
@final
export class Handles<T> {
  private readonly objects: Array<T | null> = new Array<T | null>();
  private readonly freed: Array<i32> = new Array<i32>();

  /** Enters an object; its number. */
  add(object: T): i32 {
    if (this.freed.length == 0) return this.objects.push(object) - 1;
    const number = this.freed.pop();
    this.objects[number] = object;
    return number;
  }

  /** The object of a number. Traps if there is none: whoever calls broke the rules of the component model. */
  get(number: i32): T {
    if (<u32>number >= <u32>this.objects.length) unreachable();
    const object = unchecked(this.objects[number]);
    if (object === null) unreachable();
    return object!;
  }

  /** Takes an object out. Traps as `get`. */
  remove(number: i32): T {
    const object = this.get(number);
    this.objects[number] = null;
    this.freed.push(number);
    return object;
  }
}
