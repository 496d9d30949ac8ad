// Thrown values, which need not be Errors.

/** Its `code`: Node's `ENOENT`, wasock's `ERR_WASOCK_…`; '' if it has none. */
export function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
}

/** Its message. */
export function messageOf(thrown: unknown): string {
  if (isGuestException(thrown)) return 'the guest threw an exception that it did not catch';
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** Whether a guest threw it, by an instruction of its own. Its values are of a tag that only the guest knows. */
export function isGuestException(thrown: unknown): boolean {
  return thrown instanceof WebAssembly.Exception;
}
