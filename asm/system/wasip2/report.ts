// Warnings, as PHP's command line prints them: straight to the standard error stream, since the library as a component
// has no `process`.
import { getStderr } from "../../bindings/wasi-cli";
import { outputStreamBlockingWriteAndFlush, outputStreamDrop } from "../../bindings/wasi-io";
import { PAYLOAD_4, RESULT, streamFailure } from "./result-area";

/** PHP's error levels, by severity. */
const TITLES: StaticArray<string> = ["Warning", "Notice", "Deprecated"];

/** Bytes that one call may write: wasi:io's limit. */
const MOST: i32 = 4096;

/** Prints a warning (0), notice (1) or deprecation (2), in PHP's words; one that cannot be printed is lost. */
export function report(level: i32, message: string): void {
  const text = String.UTF8.encode(TITLES[level] + ": " + message + "\n");
  const stream = getStderr();
  for (let at = 0; at < text.byteLength; at += MOST) {
    const length = min(MOST, text.byteLength - at);
    outputStreamBlockingWriteAndFlush(stream, changetype<usize>(text) + at, length, RESULT);
    if (streamFailure(PAYLOAD_4) != 0) break;
  }
  outputStreamDrop(stream);
}
