import {
  AF_INET, AF_INET6, IPPROTO_IPV6, IPV6_V6ONLY, Linger, OptionValue, SO_BROADCAST, SO_DONTROUTE, SO_ERROR,
  SO_KEEPALIVE, SO_LINGER, SO_OOBINLINE, SO_RCVBUF, SO_RCVTIMEO, SO_REUSEADDR, SO_REUSEPORT, SO_SNDBUF, SO_SNDTIMEO,
  SO_TYPE, SOCK_DGRAM, SOCK_STREAM, Socket, socket_create, socket_get_option, socket_getopt, socket_set_option,
  socket_setopt, SOL_SOCKET, SOL_TCP, TCP_NODELAY, TimeVal,
} from 'wasock';
import { sayBool, sayNumber, sayText } from './support';

const tcp = socket_create(AF_INET, SOCK_STREAM, 0)!;
const udp = socket_create(AF_INET, SOCK_DGRAM, 0)!;
const six = socket_create(AF_INET6, SOCK_STREAM, 0)!;

function numberOf(value: OptionValue | null): i32 {
  return value === null ? -1 : value.int;
}

function say(name: string, socket: Socket, level: i32, option: i32): void {
  sayNumber(name, numberOf(socket_get_option(socket, level, option)));
}

say('SO_TYPE', tcp, SOL_SOCKET, SO_TYPE);
say('SO_TYPE', udp, SOL_SOCKET, SO_TYPE);
say('SO_ERROR', tcp, SOL_SOCKET, SO_ERROR);
function switched(name: string, option: i32): void {
  say(name + ' before', tcp, SOL_SOCKET, option);
  sayBool('set ' + name, socket_set_option(tcp, SOL_SOCKET, option, 1));
  say(name, tcp, SOL_SOCKET, option);
  sayBool('reset ' + name, socket_set_option(tcp, SOL_SOCKET, option, false));
  say(name, tcp, SOL_SOCKET, option);
}
switched('SO_REUSEADDR', SO_REUSEADDR);
switched('SO_KEEPALIVE', SO_KEEPALIVE);
switched('SO_OOBINLINE', SO_OOBINLINE);
switched('SO_DONTROUTE', SO_DONTROUTE);
switched('SO_BROADCAST', SO_BROADCAST);
switched('SO_REUSEPORT', SO_REUSEPORT);
sayBool('set SO_RCVBUF', socket_set_option(tcp, SOL_SOCKET, SO_RCVBUF, 20000));
say('SO_RCVBUF', tcp, SOL_SOCKET, SO_RCVBUF);
sayBool('set SO_SNDBUF', socket_setopt(tcp, SOL_SOCKET, SO_SNDBUF, '30000'));
sayNumber('SO_SNDBUF', numberOf(socket_getopt(tcp, SOL_SOCKET, SO_SNDBUF)));
sayBool('set TCP_NODELAY', socket_set_option(tcp, SOL_TCP, TCP_NODELAY, 1));
say('TCP_NODELAY', tcp, SOL_TCP, TCP_NODELAY);
say('TCP_NODELAY of UDP', udp, SOL_TCP, TCP_NODELAY);
sayBool('set IPV6_V6ONLY', socket_set_option(six, IPPROTO_IPV6, IPV6_V6ONLY, 1));
say('IPV6_V6ONLY', six, IPPROTO_IPV6, IPV6_V6ONLY);
say('IPV6_V6ONLY of IPv4', tcp, IPPROTO_IPV6, IPV6_V6ONLY);
say('unknown', tcp, SOL_SOCKET, 999);
say('unknown level', tcp, 99, 1);
sayNumber('unknown by the other name', numberOf(socket_getopt(tcp, SOL_SOCKET, 999)));
sayBool('set unknown by the other name', socket_setopt(tcp, SOL_SOCKET, 999, 1));
sayBool('set unknown', socket_set_option(tcp, SOL_SOCKET, 999, 1));
sayBool('set SO_ERROR', socket_set_option(tcp, SOL_SOCKET, SO_ERROR, 1));
sayBool('set SO_TYPE', socket_set_option(tcp, SOL_SOCKET, SO_TYPE, 1));

function linger(): void {
  const value = socket_get_option(tcp, SOL_SOCKET, SO_LINGER)!.linger;
  sayText('SO_LINGER', value.l_onoff.toString() + ' ' + value.l_linger.toString());
}
linger();
sayBool('set SO_LINGER', socket_set_option(tcp, SOL_SOCKET, SO_LINGER, new Linger(1, 5)));
linger();
sayBool('set SO_LINGER to 1', socket_set_option(tcp, SOL_SOCKET, SO_LINGER, 1));

function time(option: i32): void {
  const value = socket_get_option(tcp, SOL_SOCKET, option)!.timeval;
  sayText('time', value.sec.toString() + ' ' + value.usec.toString());
}
function timed(option: i32): void {
  time(option);
  sayBool('set time', socket_set_option(tcp, SOL_SOCKET, option, new TimeVal(1, 500000)));
  time(option);
  sayBool('set 1000000 us', socket_set_option(tcp, SOL_SOCKET, option, new TimeVal(1, 1000000)));
  sayBool('set -1 us', socket_set_option(tcp, SOL_SOCKET, option, new TimeVal(0, -1)));
  sayBool('set -1 s', socket_set_option(tcp, SOL_SOCKET, option, new TimeVal(-1, 0)));
  time(option);
  sayBool('set time to 1', socket_set_option(tcp, SOL_SOCKET, option, 1));
}
timed(SO_RCVTIMEO);
timed(SO_SNDTIMEO);
