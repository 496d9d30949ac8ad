/** How deep: some 10 KB of the stack, more than anything takes that follows a system call here. */
const DEPTH = 150;

/**
 * Takes what the code after a system call needs of the stack, and gives it back: where there is none left, it overflows
 * here, before a descriptor has been made that nobody would know of. A guest chooses how deep it calls its host.
 *
 * @throws RangeError if the stack is used up
 */
export function reserveStack(depth = DEPTH): number {
  // Not the last call, so that no engine makes a loop of it.
  return depth === 0 ? 0 : 1 + reserveStack(depth - 1);
}
