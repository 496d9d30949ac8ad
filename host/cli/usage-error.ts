/** What is wrong with a command line or with a file it names. */
export class UsageError extends Error {
  readonly code = 'ERR_WASOCK_USAGE';
}
