// The WIT's option-value: three core values going out, memory coming in.
import { OptionData, OptionKind } from "../../data/option";
import { errnoOfCase } from "../../errno";
import {
  CREDENTIALS_GID, CREDENTIALS_PID, CREDENTIALS_UID, LINGER_ENABLED, LINGER_SECONDS, OPTION_VALUE_ERROR_SOME,
  OPTION_VALUE_PAYLOAD, TIMEVAL_MICROSECONDS, TIMEVAL_SECONDS,
} from "../../generated/layouts";
import { liftBytes } from "../../memory/landing";

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
  const value = from + OPTION_VALUE_PAYLOAD;
  into.kind = kind;
  switch (kind) {
    case OptionKind.Integer:
      into.first = load<i32>(value);
      break;
    case OptionKind.Linger:
      into.first = load<u8>(value, LINGER_ENABLED);
      into.second = load<i32>(value, LINGER_SECONDS);
      break;
    case OptionKind.Timeval:
      into.first = load<i32>(value, TIMEVAL_SECONDS);
      into.second = load<i32>(value, TIMEVAL_MICROSECONDS);
      break;
    case OptionKind.Bytes:
      into.data = liftBytes(load<usize>(value), load<i32>(value, 4));
      break;
    case OptionKind.Integers:
      into.data = liftBytes(load<usize>(value), load<i32>(value, 4) << 2);
      break;
    case OptionKind.Credentials:
      into.first = load<i32>(value, CREDENTIALS_PID);
      into.second = load<i32>(value, CREDENTIALS_UID);
      into.third = load<i32>(value, CREDENTIALS_GID);
      break;
    case OptionKind.Error:
      into.first = load<u8>(value) ? errnoOfCase(load<u8>(from, OPTION_VALUE_ERROR_SOME)) : 0;
      break;
  }
}
