// The exports on errors: see wit/php.wit.
import { error_reporting, socket_clear_error, socket_last_error, socket_strerror } from "../sockets/last-error";
import { Area, result } from "./memory";
import { socketAt } from "./resources";

export function socketLastError(hasSocket: i32, socket: i32): i32 {
  return hasSocket ? socket_last_error(socketAt(socket)) : socket_last_error();
}

export function socketClearError(hasSocket: i32, socket: i32): void {
  if (hasSocket) socket_clear_error(socketAt(socket));
  else socket_clear_error();
}

export function socketStrerror(errorCode: i32): Area {
  const area = result();
  area.text(0, socket_strerror(errorCode));
  return area;
}

export function errorReporting(errorLevel: i32): i32 {
  return error_reporting(errorLevel);
}
