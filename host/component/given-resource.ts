import { ImportError } from './errors.ts';
import type { Completion } from '../wait/completion.ts';
import type { ProvidedResource } from './provided.ts';

/** A class of the program's, as a resource that a component imports: handles stand for its objects. */
export class GivenResource implements ProvidedResource {
  readonly name: string;
  readonly own: GivenClass;

  constructor(name: string, own: GivenClass) {
    this.name = name;
    this.own = own;
  }

  has(value: unknown): value is object {
    return Object.prototype.isPrototypeOf.call(this.own.prototype, value as object);
  }

  /** An object that the component owned is told that nobody does now, if it has a method for that. */
  drop(object: object): Completion<void> | void {
    const dispose: unknown = Reflect.get(object, Symbol.dispose);
    if (typeof dispose !== 'function') return;
    try {
      Reflect.apply(dispose, object, []);
    } catch (error) {
      throw new ImportError(`disposing of a ${this.own.name} failed`, { cause: error });
    }
  }
}

export interface GivenClass {
  new (...args: unknown[]): object;
  readonly prototype: object;
}
