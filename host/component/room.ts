import { GuestTrap } from '../trap.ts';

/** Bytes. Lists of lists that all lie at one place would take any amount of the host's memory. */
const MOST_LIFTED = 1 << 28;

/**
 * The room that one component has in the host's memory for the values of its calls: those of a call that waits for another one
 * stay, so all calls share it.
 */
export class Room {
  #left = MOST_LIFTED;

  /** @throws GuestTrap if there is not that much left */
  take(bytes: number): void {
    this.#left -= bytes;
    if (this.#left < 0)
      throw new GuestTrap(`the values of calls that are under way take more than ${MOST_LIFTED} bytes`);
  }

  giveBack(bytes: number): void {
    this.#left += bytes;
  }
}
