// Network interfaces as PHP's options take them: by index or by name.
import { raise, warn } from "../failure";
import { interfaceIndex } from "../system";
import { toText } from "./conversions";

/**
 * The index of an interface. An integer is an index, 0 for none; anything else is a name. -1 and a warning on failure.
 */
export function interfaceOf<T>(name: string, value: T): i64 {
  if (isInteger<T>() && !isBoolean<T>()) {
    const index = <i64>value;
    if (index >= 0 && index <= <i64>u32.MAX_VALUE) return index;
    raise("Index must be between 0 and " + u32.MAX_VALUE.toString());
    return -1;
  }
  const text = toText<T>(value);
  const index = interfaceIndex(text);
  if (index > 0) return index;
  warn(name, "No interface with name \"" + text + "\" could be found");
  return -1;
}
