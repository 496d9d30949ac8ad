// Who sends over local sockets: always this guest, the one process of its world, of a user who is nobody.

/** Linux's number for a user or group that has no number where it is asked for: `overflowuid`. */
const NOBODY: i32 = 65534;

/** The process, its user and its group. */
export const OWN: StaticArray<i32> = [1, NOBODY, NOBODY];

/** Puts process, user and group into the first three of `numbers`: the guest's, or those of nobody in particular. */
export function writeCredentials(numbers: StaticArray<i32>, own: bool): void {
  for (let i = 0; i < 3; i++) numbers[i] = OWN[i];
  if (!own) numbers[0] = 0;
}
