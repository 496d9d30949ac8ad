import { addressKey, type InternetAddress } from './internet.ts';

/** How many addresses of names are remembered. One answer of a name server has at most some 4,000: 64 KiB over TCP. */
const MOST = 16_384;

/** By address, each name with its end. */
export type LookedUpData = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Which names gave which addresses, and until when, by the caller's clock. */
export class LookedUp {
  readonly #byAddress = new Map<string, Map<string, number>>();
  #count = 0;

  /** Whether it is half full. There is still room for one more answer. */
  get isFull(): boolean {
    return this.#count > MOST / 2;
  }

  /** @param until when the address is forgotten; Infinity for never */
  add(name: string, address: InternetAddress, until: number, now: number): void {
    const key = addressKey(address);
    if (this.#count >= MOST) this.#makeRoom(now);
    const names = this.#byAddress.get(key) ?? new Map<string, number>();
    if (!names.has(name)) this.#count++;
    this.#byAddress.set(key, names.set(name, until));
  }

  /** All of it, with times moved by `offset`, for another clock. */
  copy(offset: number): LookedUpData {
    const moved = (names: ReadonlyMap<string, number>) =>
      new Map(Array.from(names, ([name, at]) => [name, at + offset]));
    return new Map(Array.from(this.#byAddress, ([key, names]) => [key, moved(names)]));
  }

  /** Becomes what `copy` gave elsewhere. */
  become(data: LookedUpData, offset: number): void {
    for (const [key, names] of data) {
      this.#byAddress.set(key, new Map(Array.from(names, ([name, until]) => [name, until + offset])));
      this.#count += names.size;
    }
  }

  /** The names that gave an address, each with its end, which may have passed. */
  names(address: InternetAddress): Iterable<[name: string, until: number]> {
    return this.#count === 0 ? [] : (this.#byAddress.get(addressKey(address)) ?? []);
  }

  /** Drops entries that have expired, and then the oldest. */
  #makeRoom(now: number): void {
    for (const [key, names] of this.#byAddress) {
      const isOldest = this.#count >= MOST;
      for (const [name, until] of names) {
        if (!isOldest && until > now) continue;
        names.delete(name);
        this.#count--;
      }
      if (names.size === 0) this.#byAddress.delete(key);
    }
  }
}
