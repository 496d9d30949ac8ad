/** What a guest ran in has ended, and not because the guest had: out of memory, an engine's fault, a signal. */
export class GuestCrashed extends Error {
  override readonly name = 'GuestCrashed';
  static readonly code = 'ERR_WASOCK_CRASH';
  readonly code = GuestCrashed.code;
  /** The process' exit code; `null` if a signal ended it, or only the guest's thread has ended. */
  readonly exitCode: number | null;
  /**
   * The signal that ended the process, `null` if none did: `SIGABRT` or `SIGTRAP` of an engine out of memory, `SIGKILL` of
   * the system's, or because it had more memory than its guests may take.
   */
  readonly signal: string | null;

  constructor(message: string, exitCode: number | null = null, signal: string | null = null) {
    super(message);
    this.exitCode = exitCode;
    this.signal = signal;
  }

  /** A process has ended. @param last what was said at last, if something was */
  static ofProcess(exitCode: number | null, signal: string | null, last: string | undefined): GuestCrashed {
    const how = signal === null ? `exited with ${exitCode}` : `was ended by ${signal}`;
    return new GuestCrashed(`the guest's process ${how}${last === undefined ? '' : `: ${last}`}`, exitCode, signal);
  }
}

/** The code of Node's errors for a thread that has no room in its heap. */
export const THREAD_OUT_OF_MEMORY = 'ERR_WORKER_OUT_OF_MEMORY';
