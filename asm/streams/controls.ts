// Settings of a stream, and its end: stream_set_blocking() and others, stream_socket_shutdown(), fclose().
import { STREAM_SHUT_RDWR } from "../constants";
import { warnArgument } from "../failure";
import { setBlocking, shutdown } from "../system";
import { isUsable, SECOND, Stream } from "./stream";

function setBlockingNamed(name: string, stream: Stream, enable: bool): bool {
  if (!isUsable(stream, name)) return false;
  return stream.handle >= 0 && setBlocking(stream.handle, enable) >= 0;
}

/**
 * Sets whether operations wait. It also applies to the socket of the same descriptor.
 *
 * @param stream an open stream
 * @param enable true: they wait
 * @returns true; false and a warning on failure
 * @see https://www.php.net/manual/en/function.stream-set-blocking.php
 */
export function stream_set_blocking(stream: Stream, enable: bool): bool {
  return setBlockingNamed("stream_set_blocking", stream, enable);
}

/**
 * Sets whether operations wait: another name of stream_set_blocking(), which the manual's page of socket_accept()
 * uses.
 *
 * @param stream an open stream
 * @param enable true: they wait
 * @returns true; false and a warning on failure
 * @see https://www.php.net/manual/en/function.socket-set-blocking.php
 */
export function socket_set_blocking(stream: Stream, enable: bool): bool {
  return setBlockingNamed("socket_set_blocking", stream, enable);
}

/**
 * Sets how long blocking operations wait.
 *
 * @param stream an open stream
 * @param seconds a negative number means no limit
 * @param microseconds added to the seconds
 * @returns true; false and a warning on failure
 * @see https://www.php.net/manual/en/function.stream-set-timeout.php
 */
export function stream_set_timeout(stream: Stream, seconds: i32, microseconds: i32 = 0): bool {
  if (!isUsable(stream, "stream_set_timeout")) return false;
  stream.limit = <i64>seconds * SECOND + microseconds;
  stream.timedOut = false;
  return true;
}

/**
 * Ends receiving, sending or both.
 *
 * @param stream an open stream
 * @param mode STREAM_SHUT_RD, STREAM_SHUT_WR or STREAM_SHUT_RDWR
 * @returns true; false on failure
 * @see https://www.php.net/manual/en/function.stream-socket-shutdown.php
 */
export function stream_socket_shutdown(stream: Stream, mode: i32): bool {
  if (mode < 0 || mode > STREAM_SHUT_RDWR) {
    const modes = "STREAM_SHUT_RD, STREAM_SHUT_WR, or STREAM_SHUT_RDWR";
    warnArgument("stream_socket_shutdown", 2, "mode", "must be one of " + modes);
    return false;
  }
  if (!isUsable(stream, "stream_socket_shutdown")) return false;
  return stream.handle >= 0 && shutdown(stream.handle, mode) >= 0;
}

/**
 * Closes a stream, and the socket of the same descriptor.
 *
 * @param stream an open stream
 * @returns true; false and a warning if it is closed
 * @see https://www.php.net/manual/en/function.fclose.php
 */
export function fclose(stream: Stream): bool {
  if (!isUsable(stream, "fclose")) return false;
  stream.close();
  return true;
}
