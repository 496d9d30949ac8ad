// The exports on ways to reach a host: see wit/php.wit.
import {
  AddressInfoHints, socket_addrinfo_bind, socket_addrinfo_connect, socket_addrinfo_explain, socket_addrinfo_lookup,
} from "../addresses/addrinfo";
import { Area, none, result, some, takeString } from "./memory";
import { addressInfoAt, giveAddressInfo } from "./resources";
import { optionalSocket } from "./sockets";

export function socketAddrinfoLookup(
  host: usize, length: i32, hasService: i32, service: usize, serviceLength: i32, hasHints: i32, hasFlags: i32,
  flags: i32, hasFamily: i32, family: i32, hasSocktype: i32, socktype: i32, hasProtocol: i32, protocol: i32,
): Area {
  const hints = new AddressInfoHints();
  // What is not there comes as 0, which takes any.
  hints.ai_flags = flags;
  hints.ai_family = family;
  hints.ai_socktype = socktype;
  hints.ai_protocol = protocol;
  const text = takeString(host, length);
  const found = socket_addrinfo_lookup(text, hasService ? takeString(service, serviceLength) : null, hints);
  if (found === null) return none();
  const list = some().list(4, found.length, 4);
  for (let i = 0; i < found.length; i++) list.element(i, 4).int(0, giveAddressInfo(found[i]));
  return result();
}

export function socketAddrinfoBind(address: i32): Area {
  return optionalSocket(socket_addrinfo_bind(addressInfoAt(address)));
}

export function socketAddrinfoConnect(address: i32): Area {
  return optionalSocket(socket_addrinfo_connect(addressInfoAt(address)));
}

export function socketAddrinfoExplain(address: i32): Area {
  const explained = socket_addrinfo_explain(addressInfoAt(address));
  const where = explained.ai_addr;
  const area = result();
  area.int(0, explained.ai_flags);
  area.int(4, explained.ai_family);
  area.int(8, explained.ai_socktype);
  area.int(12, explained.ai_protocol);
  area.optionalText(16, explained.ai_canonname);
  area.optionalInt(28, where.sin_port >= 0, where.sin_port);
  area.optionalText(36, where.sin_addr);
  area.optionalInt(48, where.sin6_port >= 0, where.sin6_port);
  area.optionalText(56, where.sin6_addr);
  return area;
}
