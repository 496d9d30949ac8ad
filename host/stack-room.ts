/** The depth of the recursion. It takes some 10 KB of the stack, more than any code after a system call here. */
const DEPTH = 150;

/**
 * Checks that the stack has room for the code after a system call, by using and freeing it. A guest chooses how deep in
 * its stack it calls its host. If there is no room, the stack overflows here, before a descriptor is made that nobody
 * would know of.
 *
 * @throws RangeError if the stack is used up
 */
export function reserveStack(depth = DEPTH): number {
  // The call is not the last expression, so that no engine turns it into a loop.
  return depth === 0 ? 0 : 1 + reserveStack(depth - 1);
}

/**
 * Throws an error again that says that the stack is used up: nobody may take it for the failure of what was tried, which the guest
 * could then bring about.
 */
export function refuseOverflow(error: unknown): void {
  // A regular expression that cannot be compiled gives a SyntaxError.
  if (error instanceof RangeError || error instanceof SyntaxError) throw error;
}
