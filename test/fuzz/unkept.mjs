/** A property that a program has broken. */
export class Unkept extends Error {
  name = 'Unkept';
}
