import type { Ledger } from '../ledger.ts';
import type { Exchange, Offer, Taken } from './exchange.ts';

/** At this length the list of offers is cleaned up for the first time. */
const FIRST_LOOK = 64;

/** What one guest offers and takes, and how many of its offers are open: each has a descriptor. */
export class GuestOffers {
  readonly guest: number;
  readonly #exchange: Exchange;
  /** The offers made, without some that are known to be over. */
  #made: Offer[] = [];
  #lookAt = FIRST_LOOK;

  /** @param guest lives in this exchange */
  constructor(exchange: Exchange, guest: number) {
    this.#exchange = exchange;
    this.guest = guest;
  }

  /** Whether a guest of this id lives. */
  knows(guest: number): boolean {
    return this.#exchange.guests.has(guest);
  }

  /** As `Exchange.offer`. @returns the id or minus the errno */
  offer(target: number, fd: number, kind: number): string | number {
    const offer = this.#exchange.offer(this.guest, target, fd, kind);
    if (typeof offer === 'number') return offer;
    this.#made.push(offer);
    if (this.#made.length >= this.#lookAt) this.#lookAt = Math.max(FIRST_LOOK, 2 * this.count());
    return offer.id;
  }

  /** As `Exchange.take`. */
  take(id: string, ledger: Ledger, check: (kind: number) => number): Taken | number {
    return this.#exchange.take(this.guest, id, ledger, check);
  }

  /** As `Exchange.revoke`. */
  revoke(id: string): number {
    return this.#exchange.revoke(this.guest, id);
  }

  /** As `Exchange.leave`. */
  leave(ledger: Ledger): void {
    this.#exchange.leave(this.guest, ledger);
  }

  /** An upper bound for the guest's open offers: offers that others have taken since may still count. */
  get atMost(): number {
    return this.#made.length;
  }

  /** How many offers of the guest's are open. */
  count(): number {
    this.#made = this.#made.filter((offer) => this.#exchange.isOpen(offer));
    return this.#made.length;
  }
}
