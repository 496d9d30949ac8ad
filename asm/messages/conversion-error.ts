// PHP's words for a message that cannot be made of what the program gave, or of what the system did.
import { raise } from "../failure";

/** Raises `name(): error converting user data (path: …): message`. The path leads to the wrong value; always false. */
export function rejectUser(name: string, path: string, message: string): bool {
  raise(name + "(): error converting user data (path: " + path + "): " + message);
  return false;
}

/** As `rejectUser`, for a value that came from the system. */
export function rejectNative(name: string, path: string, message: string): bool {
  raise(name + "(): error converting native data (path: " + path + "): " + message);
  return false;
}

/** As `rejectUser`, for a number that is out of range. `type` is PHP's name for the type that it does not fit. */
export function rejectNumber(name: string, path: string, type: string): bool {
  return rejectUser(name, path, "given PHP integer is out of bounds for " + type);
}
