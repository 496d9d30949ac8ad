/** Counts what passes through a guest's standard streams, in both directions, and enforces the limit. */
export interface StreamMeter {
  /**
   * Called before each transfer.
   *
   * @returns how many of the bytes may pass
   * @throws whatever ends the guest
   */
  take(bytes: number): number;
  /** Called with how many of the counted bytes did not pass. */
  giveBack(bytes: number): void;
}

export const UNLIMITED: StreamMeter = { take: (bytes) => bytes, giveBack() {} };
