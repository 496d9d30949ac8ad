// The exports on ways to reach a host: see wit/php.wit.
import {
  AddressInfoHints, socket_addrinfo_bind, socket_addrinfo_connect, socket_addrinfo_explain, socket_addrinfo_lookup,
} from "../addresses/addrinfo";
import {
  ADDRESS_INFO_ADDRESS_SIN6_ADDR, ADDRESS_INFO_ADDRESS_SIN6_PORT, ADDRESS_INFO_ADDRESS_SIN_ADDR,
  ADDRESS_INFO_ADDRESS_SIN_PORT, ADDRESS_INFO_EXPLAINED_AI_ADDR, ADDRESS_INFO_EXPLAINED_AI_CANONNAME,
  ADDRESS_INFO_EXPLAINED_AI_FAMILY, ADDRESS_INFO_EXPLAINED_AI_FLAGS, ADDRESS_INFO_EXPLAINED_AI_PROTOCOL,
  ADDRESS_INFO_EXPLAINED_AI_SOCKTYPE,
} from "../generated/php";
import { Area, none, result, some, takeString } from "./memory";
import { addressInfoAt, giveAddressInfo, HANDLE, optionalSocket } from "./resources";

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
  const list = some().list(0, found.length, HANDLE);
  for (let i = 0; i < found.length; i++) list.element(i, HANDLE).int(0, giveAddressInfo(found[i]));
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
  const area = result();
  area.int(ADDRESS_INFO_EXPLAINED_AI_FLAGS, explained.ai_flags);
  area.int(ADDRESS_INFO_EXPLAINED_AI_FAMILY, explained.ai_family);
  area.int(ADDRESS_INFO_EXPLAINED_AI_SOCKTYPE, explained.ai_socktype);
  area.int(ADDRESS_INFO_EXPLAINED_AI_PROTOCOL, explained.ai_protocol);
  area.optionalText(ADDRESS_INFO_EXPLAINED_AI_CANONNAME, explained.ai_canonname);
  const where = explained.ai_addr;
  const addr = area.at(ADDRESS_INFO_EXPLAINED_AI_ADDR);
  addr.optionalInt(ADDRESS_INFO_ADDRESS_SIN_PORT, where.sin_port >= 0, where.sin_port);
  addr.optionalText(ADDRESS_INFO_ADDRESS_SIN_ADDR, where.sin_addr);
  addr.optionalInt(ADDRESS_INFO_ADDRESS_SIN6_PORT, where.sin6_port >= 0, where.sin6_port);
  addr.optionalText(ADDRESS_INFO_ADDRESS_SIN6_ADDR, where.sin6_addr);
  return area;
}
