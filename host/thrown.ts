// Whatever was thrown, which need be no Error.

/** Its `code`: `ENOENT` of Node's, `ERR_WASOCK_…` of wasock's; '' if it has none. */
export function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
}

/** What it says. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
