/** How many guests a process can have at once. */
export const MAX_GUESTS = 65_536;

/** Ids are from 2, because 1 is that of init, to this, because an entry of the exchange has 29 bits for an id. */
export const MAX_GUEST = 2 ** 29 - 1;

/** The first id that guests have in another process that those of this one have made. */
const FORKED = 2 ** 28;

/** The words of shared memory that `Guests` needs: a counter, and the guests that live. */
export const GUEST_WORDS = 1 + MAX_GUESTS;

/** The sign of a guest's id in its place: whether the guest lives in this process. */
const HERE = 1;
const ELSEWHERE = -1;

/**
 * The guests of a process, in all its threads. Ids are given out in turn, so that the id of a guest that has ended is
 * reused as late as possible. A guest's place is `id % MAX_GUESTS`, so one load tells whether it lives.
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

  /**
   * Gives an id to a guest of another process. No guest of this process has it, and `has` does not find it. @throws as
   * `add`
   */
  addElsewhere(): number {
    return this.#add(ELSEWHERE);
  }

  /**
   * Records a guest of this process with the id that another process gave it. All ids of this process come from that
   * one.
   */
  adopt(id: number): void {
    Atomics.store(this.#words, placeOf(id), id);
  }

  /** Gives an id to a guest of this process beside those that were adopted. @throws as `add` */
  addForked(): number {
    return this.#add(HERE, FORKED);
  }

  #add(sign: number, base = 0): number {
    for (let tries = 0; tries < MAX_GUESTS; tries++) {
      const id = ((Atomics.add(this.#words, 0, 1) + 1) & MAX_GUEST) | base;
      if (id > 1 && Atomics.compareExchange(this.#words, placeOf(id), 0, sign * id) === 0) return id;
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
