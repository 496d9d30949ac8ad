// Thrown values, which need not be Errors.

/** Its `code`: Node's `ENOENT`, wasock's `ERR_WASOCK_…`; '' if it has none. */
export function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
}

/** Its message. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
