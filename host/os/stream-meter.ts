/** Counts what passes through the standard streams of a guest, both ways: where a limit holds. */
export interface StreamMeter {
  /**
   * Asked before each transfer.
   *
   * @returns how many of the bytes may pass
   * @throws whatever ends the guest
   */
  take(bytes: number): number;
  /** Told how many of the bytes that were taken did not pass. */
  giveBack(bytes: number): void;
}

export const UNLIMITED: StreamMeter = { take: (bytes) => bytes, giveBack() {} };
