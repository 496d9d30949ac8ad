/** Thrown if the process or thread of a guest ended before the guest did: out of memory, a fault of the engine, a signal. */
export class GuestCrashed extends Error {
  override readonly name = 'GuestCrashed';
  static readonly code = 'ERR_WASOCK_CRASH';
  readonly code = GuestCrashed.code;
  /** The process' exit code; `null` if a signal ended it, or only the guest's thread has ended. */
  readonly exitCode: number | null;
  /**
   * The signal that ended the process, `null` if none did. An engine that is out of memory ends by `SIGABRT` or `SIGTRAP`.
   * `SIGKILL` comes from the system, or because the process had more memory than its guests may take.
   */
  readonly signal: string | null;

  constructor(message: string, exitCode: number | null = null, signal: string | null = null) {
    super(message);
    this.exitCode = exitCode;
    this.signal = signal;
  }

  /** The error for a process that has ended. @param last the last thing that it printed, if any */
  static ofProcess(exitCode: number | null, signal: string | null, last: string | undefined): GuestCrashed {
    const how = signal === null ? `exited with ${exitCode}` : `was ended by ${signal}`;
    return new GuestCrashed(`the guest's process ${how}${last === undefined ? '' : `: ${last}`}`, exitCode, signal);
  }
}

/** The code of Node's errors for a thread that has no room in its heap. */
export const THREAD_OUT_OF_MEMORY = 'ERR_WORKER_OUT_OF_MEMORY';
