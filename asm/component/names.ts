// The exports on names of hosts, services and protocols: see wit/php.wit.
import * as names from "../addresses/names";
import { Area, none, optionalNumber, optionalText, result, some, takeString } from "./memory";

/** Bytes of a string in a list: where it is, and its length. */
const STRING: i32 = 8;

export function gethostbyname(hostname: usize, length: i32): Area {
  const area = result();
  area.text(0, names.gethostbyname(takeString(hostname, length)));
  return area;
}

export function gethostbynamel(hostname: usize, length: i32): Area {
  const found = names.gethostbynamel(takeString(hostname, length));
  if (found === null) return none();
  const list = some().list(0, found.length, STRING);
  for (let i = 0; i < found.length; i++) list.element(i, STRING).text(0, found[i]);
  return result();
}

export function getservbyname(service: usize, length: i32, protocol: usize, protocolLength: i32): Area {
  return optionalNumber(names.getservbyname(takeString(service, length), takeString(protocol, protocolLength)));
}

export function getservbyport(port: i32, protocol: usize, protocolLength: i32): Area {
  return optionalText(names.getservbyport(port, takeString(protocol, protocolLength)));
}

export function getprotobyname(protocol: usize, length: i32): Area {
  return optionalNumber(names.getprotobyname(takeString(protocol, length)));
}

export function getprotobynumber(protocol: i32): Area {
  return optionalText(names.getprotobynumber(protocol));
}
