// Lookups with hints, what their answers say, and sockets made of them.

import {
  AddressInfo,
  AddressInfoHints,
  AF_INET,
  AF_INET6,
  AF_UNIX,
  AI_ADDRCONFIG,
  AI_ALL,
  AI_CANONNAME,
  AI_IDN,
  AI_NUMERICHOST,
  AI_NUMERICSERV,
  AI_PASSIVE,
  AI_V4MAPPED,
  SOCK_DGRAM,
  SOCK_RAW,
  SOCK_SEQPACKET,
  SOCK_STREAM,
  SOL_TCP,
  SOL_UDP,
  Socket,
  socket_accept,
  socket_addrinfo_bind,
  socket_addrinfo_connect,
  socket_addrinfo_explain,
  socket_addrinfo_lookup,
  socket_clear_error,
  socket_close,
  socket_last_error,
  socket_listen,
  socket_read,
  socket_write,
} from 'wasock';
import { loopback, must, path, portOf, say, testCase, text } from './support';

if (testCase == 'answers') answers();
else if (testCase == 'failures') failures();
else if (testCase == 'round-trip') roundTrip();
else if (testCase == 'sockets') sockets();
else if (testCase == 'name') ask('name', path, '80', { ai_socktype: SOCK_STREAM, ai_flags: AI_CANONNAME });
else process.exit(8);

function explained(address: AddressInfo): string {
  const it = socket_addrinfo_explain(address);
  const where = it.ai_addr;
  const name = it.ai_canonname;
  const v4 = where.sin_addr;
  const v6 = where.sin6_addr;
  return (
    it.ai_flags.toString() + ' ' + it.ai_family.toString() + ' ' + it.ai_socktype.toString() + ' ' +
    it.ai_protocol.toString() + (name === null ? '' : ' ' + name) +
    (v4 === null ? '' : ' ' + v4 + ':' + where.sin_port.toString()) +
    (v6 === null ? '' : ' [' + v6 + ']:' + where.sin6_port.toString())
  );
}

/** Prints what the answers say, in their order, and that no error is set. */
function ask(what: string, host: string, service: string | null, hints: AddressInfoHints | null = null): void {
  const found = socket_addrinfo_lookup(host, service, hints);
  const texts: string[] = [];
  if (found === null) texts.push('FALSE');
  else for (let i = 0; i < found.length; i++) texts.push(explained(found[i]));
  if (socket_last_error() != 0) texts.push('error ' + socket_last_error().toString());
  say(what, texts.join(', '));
}

function answers(): void {
  ask('numeric', '127.0.0.1', null);
  ask('numeric v6', '::1', '80', { ai_socktype: SOCK_STREAM });
  ask('service', '127.0.0.1', 'http');
  ask('service of udp', '127.0.0.1', 'tftp');
  ask('empty service', '127.0.0.1', '', { ai_socktype: SOCK_DGRAM });
  ask('port that wraps', '127.0.0.1', '70000', { ai_socktype: SOCK_STREAM });
  ask('protocol', '127.0.0.1', '80', { ai_protocol: SOL_TCP });
  ask('raw', '127.0.0.1', null, { ai_socktype: SOCK_RAW });
  ask('seqpacket', '127.0.0.1', '80', { ai_socktype: SOCK_SEQPACKET });
  ask('canonical', '127.0.0.1', '80', { ai_socktype: SOCK_STREAM, ai_flags: AI_CANONNAME });
  ask('passive', '0.0.0.0', '80', { ai_socktype: SOCK_STREAM, ai_flags: AI_PASSIVE });
  ask('mapped', '127.0.0.1', '80', { ai_family: AF_INET6, ai_socktype: SOCK_STREAM, ai_flags: AI_V4MAPPED });
  const all = AI_V4MAPPED | AI_ALL;
  ask('mapped and all', '127.0.0.1', '80', { ai_family: AF_INET6, ai_socktype: SOCK_STREAM, ai_flags: all });
  ask('configured', '127.0.0.1', '80', { ai_socktype: SOCK_STREAM, ai_flags: AI_ADDRCONFIG });
  ask('scoped', '::1%1', '80', { ai_socktype: SOCK_STREAM });
  ask('short form', '127.1', '80', { ai_socktype: SOCK_STREAM });
  ask('international', '127.0.0.1', '80', { ai_socktype: SOCK_STREAM, ai_flags: AI_IDN });
  ask('up to a NUL', '127.0.0.1\0x', '80\0x', { ai_socktype: SOCK_STREAM });
}

function failures(): void {
  ask('empty host', '', '80');
  ask('unknown service', '127.0.0.1', 'no-such-service');
  ask('negative service', '127.0.0.1', '-1', { ai_socktype: SOCK_STREAM });
  ask('service of another protocol', '127.0.0.1', 'http', { ai_socktype: SOCK_DGRAM });
  ask('name of a service where a number must be', '127.0.0.1', 'http', { ai_flags: AI_NUMERICSERV });
  ask('name where a number must be', 'localhost', '80', { ai_flags: AI_NUMERICHOST });
  ask('address of another family', '127.0.0.1', '80', { ai_family: AF_INET6 });
  ask('local family', '127.0.0.1', '80', { ai_family: AF_UNIX });
  ask('no family', '127.0.0.1', '80', { ai_family: 99 });
  ask('no type', '127.0.0.1', '80', { ai_socktype: 99 });
  ask('negative type', '127.0.0.1', '80', { ai_socktype: -1 });
  ask('no protocol', '127.0.0.1', '80', { ai_protocol: 99 });
  ask('protocol of another type', '127.0.0.1', '80', { ai_socktype: SOCK_STREAM, ai_protocol: SOL_UDP });
  ask('no flag', '127.0.0.1', '80', { ai_flags: 0x40000000 });
  ask('blank', ' 127.0.0.1', '80');
  ask('long host', 'a'.repeat(5000), '80');
  ask('long service', '127.0.0.1', '8'.repeat(5000));
}

function first(host: string, service: string | null, type: i32): AddressInfo {
  const found = socket_addrinfo_lookup(host, service, { ai_socktype: type });
  must(found !== null, 'socket_addrinfo_lookup');
  return found![0];
}

function roundTrip(): void {
  const server = socket_addrinfo_bind(first(loopback, '0', SOCK_STREAM));
  must(server !== null && socket_listen(server), 'socket_addrinfo_bind');
  const client = socket_addrinfo_connect(first(loopback, portOf(server!).toString(), SOCK_STREAM));
  must(client !== null, 'socket_addrinfo_connect');
  const accepted = socket_accept(server!)!;
  say('written', socket_write(client!, 'over there'));
  say('read', text(socket_read(accepted, 100)));
  say('written back', socket_write(accepted, 'and back'));
  say('read back', text(socket_read(client!, 100)));
}

function made(what: string, socket: Socket | null): void {
  say(what, (socket === null ? 'FALSE ' : 'a socket ') + socket_last_error().toString());
  if (socket !== null) socket_close(socket);
  socket_clear_error();
}

function sockets(): void {
  made('bind', socket_addrinfo_bind(first('127.0.0.1', '0', SOCK_STREAM)));
  made('bind elsewhere', socket_addrinfo_bind(first('192.0.2.1', '0', SOCK_STREAM)));
  const taken = socket_addrinfo_bind(first('127.0.0.1', '0', SOCK_STREAM))!;
  const port = portOf(taken).toString();
  made('bind again', socket_addrinfo_bind(first('127.0.0.1', port, SOCK_STREAM)));
  made('connect to nobody', socket_addrinfo_connect(first('127.0.0.1', port, SOCK_STREAM)));
  made('raw', socket_addrinfo_connect(first('127.0.0.1', null, SOCK_RAW)));
  made('seqpacket', socket_addrinfo_bind(first('127.0.0.1', '0', SOCK_SEQPACKET)));
  made('made up', socket_addrinfo_bind(new AddressInfo()));
  // More than a guest may have open at once: those that failed are closed.
  for (let i = 0; i < 5000; i++) {
    const none = socket_addrinfo_bind(first('127.0.0.1', port, SOCK_STREAM));
    must(none === null && socket_last_error() == 98, 'the 5000th socket');
  }
  say('many', socket_last_error());
}
