import { LeftLookup } from '../os/started-lookup.ts';

/** How often it is looked which of them are over, in milliseconds. A lookup takes as long as its name server takes. */
const PERIOD_MS = 50;

/** The lookups of a guest's processes that have ended, on which threads still work: they count in the limit of all. */
export class LeftLookups {
  readonly #onCount: (count: number) => void;
  #lookups: LeftLookup[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** @param onCount called with how many there are, whenever that changes */
  constructor(onCount: (count: number) => void) {
    this.#onCount = onCount;
  }

  add(addresses: readonly number[]): void {
    for (const address of addresses) this.#lookups.push(new LeftLookup(address));
    this.#onCount(this.#lookups.length);
    this.#timer ??= setInterval(() => this.#look(), PERIOD_MS).unref();
  }

  /** The guest has ended: nobody counts them any more. */
  end(): void {
    clearInterval(this.#timer);
    for (const lookup of this.#lookups) lookup.abandon();
    this.#lookups = [];
  }

  #look(): void {
    this.#lookups = this.#lookups.filter((lookup) => !lookup.isOver());
    this.#onCount(this.#lookups.length);
    if (this.#lookups.length > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
