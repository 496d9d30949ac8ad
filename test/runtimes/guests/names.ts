// Names of hosts, services, protocols and interfaces.

import {
  AddressInfoExplained,
  AddressInfoHints,
  AF_INET6,
  AI_CANONNAME,
  gethostbyname,
  gethostbynamel,
  getprotobyname,
  getprotobynumber,
  getservbyname,
  getservbyport,
  IPPROTO_IPV6,
  IPV6_MULTICAST_IF,
  SOCK_DGRAM,
  SOCK_STREAM,
  socket_addrinfo_bind,
  socket_addrinfo_explain,
  socket_addrinfo_lookup,
  socket_get_option,
  socket_set_option,
} from 'wasock';
import { create, expect, failure, NO, probe, YES } from './probe';

export function names(): void {
  probe('host', host);
  probe('host-unknown', hostUnknown);
  probe('host-inet6', hostInet6);
  probe('lookup-numeric', numeric);
  probe('lookup-service', lookUpService);
  probe('lookup-canonical', canonical);
  probe('service-by-name', serviceByName);
  probe('service-by-port', serviceByPort);
  probe('protocol-by-name', protocolByName);
  probe('protocol-by-number', protocolByNumber);
  probe('interface-by-name', interfaceByName);
}

function host(): i32 {
  const all = gethostbynamel('localhost');
  return expect(gethostbyname('localhost') == '127.0.0.1' && all !== null && all.includes('127.0.0.1'));
}

function hostUnknown(): i32 {
  return expect(gethostbyname('nobody.invalid') == 'nobody.invalid');
}

function hostInet6(): i32 {
  const hints = new AddressInfoHints();
  hints.ai_family = AF_INET6;
  hints.ai_socktype = SOCK_STREAM;
  const found = socket_addrinfo_lookup('localhost', null, hints);
  if (found === null || found.length == 0) return NO;
  const address = socket_addrinfo_explain(found[0]).ai_addr.sin6_addr;
  return expect(address !== null && address == '::1');
}

/** What a lookup gives is bound to. */
function numeric(): i32 {
  const hints = new AddressInfoHints();
  hints.ai_socktype = SOCK_STREAM;
  const found = socket_addrinfo_lookup('127.0.0.1', '0', hints);
  if (found === null || found.length != 1) return NO;
  return socket_addrinfo_bind(found[0]) === null ? failure() : YES;
}

function lookUpService(): i32 {
  const hints = new AddressInfoHints();
  hints.ai_socktype = SOCK_STREAM;
  const found = socket_addrinfo_lookup('127.0.0.1', 'http', hints);
  if (found === null || found.length == 0) return NO;
  return expect(socket_addrinfo_explain(found[0]).ai_addr.sin_port == 80);
}

function canonical(): i32 {
  const hints = new AddressInfoHints();
  hints.ai_flags = AI_CANONNAME;
  const found = socket_addrinfo_lookup('localhost', null, hints);
  if (found === null || found.length == 0) return NO;
  const explained: AddressInfoExplained = socket_addrinfo_explain(found[0]);
  const name = explained.ai_canonname;
  return expect(name !== null && name == 'localhost');
}

function serviceByName(): i32 {
  return expect(getservbyname('http', 'tcp') == 80);
}

function serviceByPort(): i32 {
  const name = getservbyport(80, 'tcp');
  return expect(name !== null && name == 'http');
}

function protocolByName(): i32 {
  return expect(getprotobyname('udp') == 17);
}

function protocolByNumber(): i32 {
  const name = getprotobynumber(17);
  return expect(name !== null && name == 'udp');
}

/** An option takes an interface by its name, and gives its index. */
function interfaceByName(): i32 {
  const socket = create(AF_INET6, SOCK_DGRAM);
  if (socket === null || !socket_set_option(socket, IPPROTO_IPV6, IPV6_MULTICAST_IF, 'lo')) return NO;
  const found = socket_get_option(socket, IPPROTO_IPV6, IPV6_MULTICAST_IF);
  return found === null ? failure() : expect(found.int == 1);
}
