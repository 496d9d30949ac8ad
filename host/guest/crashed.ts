/** The process that a guest ran in has ended, and not because the guest had: out of memory, an engine's fault, a signal. */
export class GuestCrashed extends Error {
  override readonly name = 'GuestCrashed';
  static readonly code = 'ERR_WASOCK_CRASH';
  readonly code = GuestCrashed.code;
  /** The process' exit code; `null` if a signal ended it. */
  readonly exitCode: number | null;
  /** The signal that ended the process: `SIGABRT` and `SIGTRAP` of an engine out of memory, `SIGKILL` of the system's. */
  readonly signal: string | null;

  /** @param last what the engine said at last, if it did */
  constructor(exitCode: number | null, signal: string | null, last: string | undefined) {
    const how = signal === null ? `exited with ${exitCode}` : `was ended by ${signal}`;
    super(`the guest's process ${how}${last === undefined ? '' : `: ${last}`}`);
    this.exitCode = exitCode;
    this.signal = signal;
  }
}
