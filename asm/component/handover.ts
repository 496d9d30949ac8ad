// The exports that hand sockets from guest to guest: see wit/php.wit.
import * as handover from "../sockets/handover";
import * as named from "../sockets/named";
import { Area, optionalText, takeString } from "./memory";
import { optionalSocket, socketAt } from "./resources";

export function socketWsaprotocolInfoExport(socket: i32, processId: i32): Area {
  return optionalText(handover.socket_wsaprotocol_info_export(socketAt(socket), processId));
}

export function socketWsaprotocolInfoImport(infoId: usize, length: i32): Area {
  return optionalSocket(handover.socket_wsaprotocol_info_import(takeString(infoId, length)));
}

export function socketWsaprotocolInfoRelease(infoId: usize, length: i32): i32 {
  return i32(handover.socket_wsaprotocol_info_release(takeString(infoId, length)));
}

export function socketImportNamed(name: usize, length: i32): Area {
  return optionalSocket(named.socket_import_named(takeString(name, length)));
}

export function socketExportNamed(socket: i32, name: usize, length: i32): i32 {
  return i32(named.socket_export_named(socketAt(socket), takeString(name, length)));
}

export function getmypid(): i32 {
  return handover.getmypid();
}
