// The exports that make streams, and what is known of them: see wit/php.wit.
import {
  ACCEPTED_STREAM_PEER_NAME, ACCEPTED_STREAM_STREAM, OPENED_STREAM_ERROR_CODE, OPENED_STREAM_ERROR_MESSAGE,
  OPENED_STREAM_STREAM, OPENED_STREAM_STREAM_SOME, STREAM_META_DATA_BLOCKED, STREAM_META_DATA_EOF,
  STREAM_META_DATA_MODE, STREAM_META_DATA_SEEKABLE, STREAM_META_DATA_STREAM_TYPE, STREAM_META_DATA_TIMED_OUT,
  STREAM_META_DATA_UNREAD_BYTES,
} from "../generated/php";
import { Ref } from "../ref";
import { socket_export_stream, socket_import_stream } from "../streams/bridge";
import { stream_socket_client } from "../streams/client";
import * as controls from "../streams/controls";
import { stream_get_meta_data, stream_socket_get_name } from "../streams/meta-data";
import { stream_socket_pair } from "../streams/pair";
import { stream_socket_accept, stream_socket_server } from "../streams/server";
import { DEFAULT_SOCKET_TIMEOUT, Stream } from "../streams/stream";
import { Area, none, optionalText, result, some, takeString } from "./memory";
import { giveSocketAgain, giveStream, HANDLE, socketAt, streamAt } from "./resources";

// Where the functions below get what PHP gives through references.
const code = new Ref<i32>(0);
const message = new Ref<string>("");

/** An opened-stream, with what is in `code` and `message`. */
function opened(stream: Stream | null): Area {
  const area = result();
  area.byte(OPENED_STREAM_STREAM, i32(stream !== null));
  if (stream !== null) area.int(OPENED_STREAM_STREAM_SOME, giveStream(stream));
  area.int(OPENED_STREAM_ERROR_CODE, code.value);
  area.text(OPENED_STREAM_ERROR_MESSAGE, message.value);
  code.value = 0;
  message.value = "";
  return area;
}

export function streamSocketServer(address: usize, length: i32, hasFlags: i32, flags: i32): Area {
  const text = takeString(address, length);
  return opened(
    hasFlags ? stream_socket_server(text, code, message, flags) : stream_socket_server(text, code, message),
  );
}

export function streamSocketClient(
  address: usize, length: i32, hasTimeout: i32, seconds: f64, hasFlags: i32, flags: i32,
): Area {
  const text = takeString(address, length);
  const timeout = hasTimeout ? seconds : DEFAULT_SOCKET_TIMEOUT;
  return opened(
    hasFlags
      ? stream_socket_client(text, code, message, timeout, flags)
      : stream_socket_client(text, code, message, timeout),
  );
}

export function streamSocketAccept(stream: i32, hasTimeout: i32, seconds: f64): Area {
  const timeout = hasTimeout ? seconds : DEFAULT_SOCKET_TIMEOUT;
  const accepted = stream_socket_accept(streamAt(stream), timeout, message);
  if (accepted === null) return none();
  const area = some();
  area.int(ACCEPTED_STREAM_STREAM, giveStream(accepted));
  area.text(ACCEPTED_STREAM_PEER_NAME, message.value);
  message.value = "";
  return result();
}

export function streamSocketPair(domain: i32, type: i32, protocol: i32): Area {
  const pair = stream_socket_pair(domain, type, protocol);
  if (pair === null) return none();
  const handles = some();
  handles.element(0, HANDLE).int(0, giveStream(pair[0]));
  handles.element(1, HANDLE).int(0, giveStream(pair[1]));
  return result();
}

export function socketExportStream(socket: i32): Area {
  const stream = socket_export_stream(socketAt(socket));
  if (stream === null) return none();
  some().int(0, giveStream(stream));
  return result();
}

export function socketImportStream(stream: i32): Area {
  const socket = socket_import_stream(streamAt(stream));
  if (socket === null) return none();
  some().int(0, giveSocketAgain(socket));
  return result();
}

export function streamSetBlocking(stream: i32, enable: i32): i32 {
  return i32(controls.stream_set_blocking(streamAt(stream), enable != 0));
}

export function socketSetBlocking(stream: i32, enable: i32): i32 {
  return i32(controls.socket_set_blocking(streamAt(stream), enable != 0));
}

export function streamSetTimeout(stream: i32, seconds: i32, hasMicroseconds: i32, microseconds: i32): i32 {
  // Microseconds that are not there come as 0.
  return i32(controls.stream_set_timeout(streamAt(stream), seconds, microseconds));
}

export function streamSocketShutdown(stream: i32, mode: i32): i32 {
  return i32(controls.stream_socket_shutdown(streamAt(stream), mode));
}

export function streamSocketGetName(stream: i32, remote: i32): Area {
  return optionalText(stream_socket_get_name(streamAt(stream), remote != 0));
}

export function streamGetMetaData(stream: i32): Area {
  const data = stream_get_meta_data(streamAt(stream));
  if (data === null) return none();
  const area = some();
  area.byte(STREAM_META_DATA_TIMED_OUT, i32(data.timed_out));
  area.byte(STREAM_META_DATA_BLOCKED, i32(data.blocked));
  area.byte(STREAM_META_DATA_EOF, i32(data.eof));
  area.text(STREAM_META_DATA_STREAM_TYPE, data.stream_type);
  area.text(STREAM_META_DATA_MODE, data.mode);
  area.int(STREAM_META_DATA_UNREAD_BYTES, data.unread_bytes);
  area.byte(STREAM_META_DATA_SEEKABLE, i32(data.seekable));
  return result();
}

export function fclose(stream: i32): i32 {
  return i32(controls.fclose(streamAt(stream)));
}
