/** How many guests a process can have at once. */
export const MAX_GUESTS = 65_536;

/** Ids are from 1 to this: an entry of the exchange has 29 bits for one. */
export const MAX_GUEST = 2 ** 29 - 1;

/** The words of shared memory that `Guests` needs: a counter, and the guests that live. */
export const GUEST_WORDS = 1 + MAX_GUESTS;

/** The sign with which a guest's id stands in its place: whether it lives in this process. */
const HERE = 1;
const ELSEWHERE = -1;

/**
 * The guests of a process, whatever their threads. Ids are given out in turn, so that the id of a guest that has ended
 * means nobody for as long as can be. A guest stands where its id says, `id % MAX_GUESTS`: whether it lives is one load.
 */
export class Guests {
  readonly #words: Int32Array;

  /** @param words `GUEST_WORDS` of shared memory, zero at first */
  constructor(words: Int32Array) {
    this.#words = words;
  }

  /** Gives a new guest its id. @throws RangeError if `MAX_GUESTS` live */
  add(): number {
    return this.#add(HERE);
  }

  /** Gives a guest of another process its id, which no guest of this one has; `has` does not find it. @throws as `add` */
  addElsewhere(): number {
    return this.#add(ELSEWHERE);
  }

  /** A guest lives here by an id that another process has given it: all ids of this process are of that one. */
  adopt(id: number): void {
    Atomics.store(this.#words, placeOf(id), id);
  }

  #add(sign: number): number {
    for (let tries = 0; tries < MAX_GUESTS; tries++) {
      const id = (Atomics.add(this.#words, 0, 1) + 1) & MAX_GUEST;
      if (id !== 0 && Atomics.compareExchange(this.#words, placeOf(id), 0, sign * id) === 0) return id;
    }
    throw new RangeError(`${MAX_GUESTS} guests live already`);
  }

  /** Whether a guest of this id lives. */
  has(id: number): boolean {
    return id > 0 && id <= MAX_GUEST && Atomics.load(this.#words, placeOf(id)) === id;
  }

  /** Ends a guest, here or elsewhere; a second time does nothing. */
  delete(id: number): void {
    Atomics.compareExchange(this.#words, placeOf(id), HERE * id, 0);
    Atomics.compareExchange(this.#words, placeOf(id), ELSEWHERE * id, 0);
  }
}

function placeOf(id: number): number {
  return 1 + (id % MAX_GUESTS);
}
