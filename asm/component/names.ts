// The exports on names of hosts, services and protocols: see wit/php.wit.
import * as names from "../addresses/names";
import { Area, none, optionalNumber, optionalText, result, some, takeString } from "./memory";

export function gethostbyname(hostname: usize, length: i32): Area {
  const area = result();
  area.text(0, names.gethostbyname(takeString(hostname, length)));
  return area;
}

export function gethostbynamel(hostname: usize, length: i32): Area {
  const found = names.gethostbynamel(takeString(hostname, length));
  if (found === null) return none();
  const area = some();
  const list = area.list(4, found.length, 8);
  for (let i = 0; i < found.length; i++) list.element(i, 8).text(0, found[i]);
  return area;
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
