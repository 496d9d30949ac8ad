// The WIT's option-value: three core values going out, 16 bytes of memory coming in.
import { OptionData, OptionKind } from "../data/option";
import { errnoOfCase } from "../errno";
import { liftBytes } from "./memory";

/** The core values of the option lowered last, without its case. */
export const OPTION_DATA: usize = memory.data(3 * 4, 4);

/** Lowers a value to core values, at OPTION_DATA. An error cannot be set: it goes out as none. */
export function lowerOption(value: OptionData): void {
  switch (value.kind) {
    case OptionKind.Bytes:
      store<i32>(OPTION_DATA, <i32>changetype<usize>(value.data));
      store<i32>(OPTION_DATA, value.data.byteLength, 4);
      break;
    case OptionKind.Integers:
      store<i32>(OPTION_DATA, <i32>changetype<usize>(value.data));
      store<i32>(OPTION_DATA, value.data.byteLength >> 2, 4);
      break;
    case OptionKind.Error:
      store<i32>(OPTION_DATA, 0);
      store<i32>(OPTION_DATA, 0, 4);
      break;
    default:
      store<i32>(OPTION_DATA, value.kind == OptionKind.Linger ? i32(value.first != 0) : value.first);
      store<i32>(OPTION_DATA, value.second, 4);
  }
  store<i32>(OPTION_DATA, value.third, 8);
}

/** Lifts the option-value at `from`, and frees what the host allocated for it. */
export function liftOption(from: usize, into: OptionData): void {
  const kind = <OptionKind>load<u8>(from);
  into.kind = kind;
  switch (kind) {
    case OptionKind.Integer:
      into.first = load<i32>(from, 4);
      break;
    case OptionKind.Linger:
      into.first = load<u8>(from, 4);
      into.second = load<i32>(from, 8);
      break;
    case OptionKind.Timeval:
      into.first = load<i32>(from, 4);
      into.second = load<i32>(from, 8);
      break;
    case OptionKind.Bytes:
      into.data = liftBytes(load<usize>(from, 4), load<i32>(from, 8));
      break;
    case OptionKind.Integers:
      into.data = liftBytes(load<usize>(from, 4), load<i32>(from, 8) << 2);
      break;
    case OptionKind.Credentials:
      into.first = load<i32>(from, 4);
      into.second = load<i32>(from, 8);
      into.third = load<i32>(from, 12);
      break;
    case OptionKind.Error:
      into.first = load<u8>(from, 4) ? errnoOfCase(load<u8>(from, 5)) : 0;
      break;
  }
}

/** The 32-bit integer at a position in data of OptionKind.Integers. */
export function integerIn(data: ArrayBuffer, position: i32): i32 {
  return load<i32>(changetype<usize>(data) + (<usize>position << 2));
}
