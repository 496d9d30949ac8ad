// Where WASI's functions leave their results, and how to read them. One area serves all calls: no call is made between
// another's return and the reading of its result.
import { errorDrop, errorToDebugString } from "../../bindings/wasi-io";
import { SOCKET_ECONNABORTED, SOCKET_ECONNRESET, SOCKET_EIO, SOCKET_EPIPE, SOCKET_ETIMEDOUT } from "../../constants";
import { OptionData } from "../../data/option";
import { liftString } from "../../memory/landing";
import { errnoOf } from "./error-code";

/** The address of the area; large enough for the largest result, `result<ip-socket-address, error-code>`. */
export const RESULT: usize = memory.data(36, 8);

/** Offset of a payload whose alignment is 1: `result<_, error-code>`, `result<u8, error-code>`. */
export const PAYLOAD_1: usize = 1;
/** Offset of a payload whose alignment is 4: handles, lists, `u32`. */
export const PAYLOAD_4: usize = 4;
/** Offset of a payload whose alignment is 8: `u64`. */
export const PAYLOAD_8: usize = 8;

/** 0, or minus the errno of a `result<T, error-code>`; `payload` is the offset that T's alignment gives. */
// @ts-ignore: decorator
@inline
export function failure(payload: usize): i32 {
  return load<u8>(RESULT) == 0 ? 0 : -errnoOf(load<u8>(RESULT + payload));
}

/** What a stream answered instead of doing its work. */
export const STREAM_CLOSED: i32 = 1;

/**
 * 0, `STREAM_CLOSED`, or minus an errno, of a `result<T, stream-error>`. WASI tells why an operation failed in words
 * only, so they are asked; where they say nothing that is known, EIO.
 */
export function streamFailure(payload: usize): i32 {
  if (load<u8>(RESULT) == 0) return 0;
  if (load<u8>(RESULT + payload) == 1) return STREAM_CLOSED;
  const error = load<i32>(RESULT + payload + 4);
  errorToDebugString(error, RESULT);
  const words = liftString(load<u32>(RESULT), load<u32>(RESULT, 4)).toLowerCase();
  errorDrop(error);
  return -errnoOfWords(words);
}

/** Verified with wasmtime 50 (Rust's texts of std::io::ErrorKind and of the C library) and with jco's WASI. */
function errnoOfWords(words: string): i32 {
  if (words.includes("reset")) return SOCKET_ECONNRESET;
  if (words.includes("broken pipe") || words.includes("epipe")) return SOCKET_EPIPE;
  if (words.includes("abort")) return SOCKET_ECONNABORTED;
  if (words.includes("timed out") || words.includes("timedout")) return SOCKET_ETIMEDOUT;
  return SOCKET_EIO;
}

/** The number in a `result<bool, error-code>` or `result<u8, error-code>` to `value`; 0, or minus the errno. */
export function byteResult(value: OptionData): i32 {
  value.first = load<u8>(RESULT, PAYLOAD_1);
  return failure(PAYLOAD_1);
}

/** The size of a buffer to `value`, as Linux gives it: twice what was asked for, which is what WASI gives. */
export function bufferResult(value: OptionData): i32 {
  const error = longResult(value, 1);
  value.first = <i32>min<i64>(2 * <i64>value.first, i32.MAX_VALUE);
  return error;
}

/** The number in a `result<u64, error-code>`, in units, to `value`; 0, or minus the errno. */
export function longResult(value: OptionData, unit: i64): i32 {
  value.first = <i32>min<u64>(load<u64>(RESULT, PAYLOAD_8) / unit, i32.MAX_VALUE);
  return failure(PAYLOAD_8);
}
