// AssemblyScript's `abort`: a library file of the compiler's (host/build/sources.ts), so that every guest has it.
//
// It is also called where there is no memory, and where the stack of managed values is full. So it allocates nothing,
// and its texts are addresses: the compiler would put managed values on that stack.
import { fd_write, iovec, proc_exit } from "bindings/wasi_snapshot_preview1";
import { explanation } from "wasock/last-failure";

/** The compiler's message for a `!` that failed. Equal texts of a program have one address. */
const FAILED_CAST: string = "Unexpected 'null' (not assigned or failed cast)";

/** AssemblyScript's exit code. */
const ABORTED: u32 = 255;

/** How many UTF-16 code units of a text are written, of at most three bytes each. */
const MOST: u32 = 4096;

/** The line, and what is told to fd_write. */
const line = memory.data(28672);
const vector = memory.data(16);

/** Writes why the guest ends to standard error, and ends it. After a call that failed it says which. */
export function wasock_abort(
  message: usize = 0, fileName: usize = 0, lineNumber: u32 = 0, columnNumber: u32 = 0,
): void {
  if (message == changetype<usize>(FAILED_CAST)) message = explained();
  // Names of files are constants. The texts of the stack's check are in no memory: the compiler makes them too late.
  if (fileName >= __heap_base) {
    message = changetype<usize>("stack overflow");
    fileName = 0;
  }
  let end = put(line, changetype<usize>("abort: "));
  end = put(end, message);
  end = put(end, changetype<usize>(" in "));
  end = put(end, fileName);
  end = put(end, changetype<usize>("("));
  end = putNumber(end, lineNumber);
  end = put(end, changetype<usize>(":"));
  end = putNumber(end, columnNumber);
  end = put(end, changetype<usize>(")\n"));
  store<usize>(vector, line);
  store<usize>(vector, end - line, sizeof<usize>());
  fd_write(2, vector, 1, vector + offsetof<iovec>());
  proc_exit(ABORTED);
}

/** The same message with the call that failed before, if one did. The guest ends, so nothing of it is collected. */
function explained(): usize {
  const tell = explanation;
  const cause = tell === null ? "" : tell();
  return changetype<usize>(cause.length == 0 ? FAILED_CAST : FAILED_CAST + ", after " + cause);
}

/** Writes a text, or nothing for null. Returns where it ends. */
function put(at: usize, text: usize): usize {
  if (text == 0) return at;
  // The length in bytes lies before a string.
  const length = load<u32>(text - sizeof<u32>()) >> 1;
  return at + String.UTF8.encodeUnsafe(text, min(length, MOST), at);
}

/** Writes a number in decimal digits. Returns where it ends. */
function putNumber(at: usize, number: u32): usize {
  let end = at;
  for (let rest = number; end == at || rest > 0; rest /= 10) end++;
  let digit = end;
  do {
    store<u8>(--digit, 0x30 + (number % 10));
    number /= 10;
  } while (digit > at);
  return end;
}
