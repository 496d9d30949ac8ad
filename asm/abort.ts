// AssemblyScript's `abort`: a library file of the compiler's (host/build/sources.ts), so that every guest has it.
import { wasi_abort } from "wasi_internal";
import { explanation } from "wasock/last-failure";

/** The compiler's message for a `!` that failed. */
const FAILED_CAST: string = "Unexpected 'null' (not assigned or failed cast)";

/** Writes why the guest ends to standard error, and ends it. After a call that failed it says which. */
export function wasock_abort(
  message: string | null = null, fileName: string | null = null, lineNumber: u32 = 0, columnNumber: u32 = 0,
): void {
  const tell = explanation;
  if (tell !== null && message !== null && message == FAILED_CAST) {
    const cause = tell();
    if (cause.length > 0) message = message + ", after " + cause;
  }
  wasi_abort(message, fileName, lineNumber, columnNumber);
}
