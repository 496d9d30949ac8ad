// Messages: of several parts, with names and control data.

import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  ControlMessage,
  Credentials,
  IPPROTO_IP,
  IPPROTO_IPV6,
  IP_PKTINFO,
  IP_RECVERR,
  IP_RECVTOS,
  IP_RECVTTL,
  IP_TOS,
  IP_TTL,
  IPV6_HOPLIMIT,
  IPV6_PKTINFO,
  IPV6_RECVHOPLIMIT,
  IPV6_RECVPKTINFO,
  IPV6_RECVTCLASS,
  IPV6_TCLASS,
  IPV6_UNICAST_HOPS,
  Message,
  MessageName,
  MSG_ERRQUEUE,
  MSG_TRUNC,
  PacketInfo,
  SCM_CREDENTIALS,
  SCM_RIGHTS,
  SOCK_DGRAM,
  SOCK_STREAM,
  SOL_SOCKET,
  SOL_UDP,
  SO_PASSCRED,
  Socket,
  socket_close,
  socket_connect,
  socket_create_pair,
  socket_recvmsg,
  socket_sendmsg,
  socket_set_option,
  socket_write,
  UDP_SEGMENT,
} from 'wasock';
import {
  connected, create, datagrams, directory, expect, failure, loopback, NO, patient, portOf, probe, read, talk,
} from './probe';

export function messages(): void {
  probe('gather', gather);
  probe('message-name', messageName);
  probe('message-trunc', messageTrunc);
  probe('rights', rights);
  probe('rights-other', rightsOther);
  probe('credentials', credentials);
  probe('pktinfo', () => packetInfo(AF_INET));
  probe('pktinfo6', () => packetInfo(AF_INET6));
  probe('pktinfo-send', sendPacketInfo);
  probe('recvttl', () => told(AF_INET, IP_RECVTTL, IP_TTL, IP_TTL));
  probe('recvtos', () => told(AF_INET, IP_RECVTOS, IP_TOS, IP_TOS));
  probe('recvhoplimit', () => told(AF_INET6, IPV6_RECVHOPLIMIT, IPV6_HOPLIMIT, IPV6_UNICAST_HOPS));
  probe('recvtclass', () => told(AF_INET6, IPV6_RECVTCLASS, IPV6_TCLASS, IPV6_TCLASS));
  probe('send-tos', sendTos);
  probe('errqueue', errorQueue);
  probe('udp-segment', segments);
}

/** A message with these parts. */
function parts(texts: string[]): Message {
  const buffers: ArrayBuffer[] = [];
  for (let i = 0; i < texts.length; i++) buffers.push(String.UTF8.encode(texts[i]));
  return new Message(buffers);
}

function addressed(socket: Socket, domain: i32, message: Message): Message {
  message.name = MessageName.inet(loopback(domain), portOf(socket));
  return message;
}

/** Room for a message, its name and its control data. */
function room(size: i32 = 100): Message {
  const message = new Message();
  message.name = new MessageName();
  message.buffer_size = size;
  message.controllen = 256;
  return message;
}

function textOf(message: Message): string {
  return message.iov.length == 0 ? '' : String.UTF8.decode(message.iov[0]);
}

function gather(): i32 {
  const pair = connected();
  if (pair.length == 0 || socket_sendmsg(pair[0], parts(['one', '', 'two'])) != 6) return failure();
  const message = room();
  return socket_recvmsg(pair[1], message) < 0 ? failure() : expect(textOf(message) == 'onetwo');
}

function messageName(): i32 {
  const pair = datagrams();
  if (pair.length == 0 || socket_sendmsg(pair[0], addressed(pair[1], AF_INET, parts(['x']))) != 1) return failure();
  const message = room();
  if (socket_recvmsg(pair[1], message) < 0) return failure();
  const name = message.name;
  return expect(name !== null && name.port == portOf(pair[0]));
}

function messageTrunc(): i32 {
  const pair = datagrams();
  if (pair.length == 0) return failure();
  if (socket_sendmsg(pair[0], addressed(pair[1], AF_INET, parts(['datagram']))) != 8) return failure();
  const message = room(4);
  if (socket_recvmsg(pair[1], message) < 0) return failure();
  return expect(textOf(message) == 'data' && message.flags == MSG_TRUNC);
}

/** A socket that this guest sends to itself. */
function rights(): i32 {
  const way: Socket[] = [];
  if (!socket_create_pair(AF_UNIX, SOCK_STREAM, 0, way)) return failure();
  return sendRights(way[0], way[1]);
}

/** A socket that another program sends back. */
function rightsOther(): i32 {
  const way = create(AF_UNIX, SOCK_STREAM);
  if (way === null || !socket_connect(way, directory + '/peer')) return failure();
  return sendRights(way, way);
}

function sendRights(from: Socket, to: Socket): i32 {
  const pair = connected();
  if (pair.length == 0) return failure();
  const message = parts(['x']);
  message.control = [ControlMessage.of(SOL_SOCKET, SCM_RIGHTS, [pair[0]])];
  if (socket_sendmsg(from, message) != 1) return failure();
  socket_close(pair[0]);
  const answer = room();
  if (socket_recvmsg(patient(to)!, answer) < 0) return failure();
  if (answer.control.length != 1) return NO;
  return talk(answer.control[0].data.sockets[0], pair[1]);
}

function credentials(): i32 {
  const way: Socket[] = [];
  if (!socket_create_pair(AF_UNIX, SOCK_STREAM, 0, way)) return failure();
  if (!socket_set_option(way[1], SOL_SOCKET, SO_PASSCRED, 1) || socket_write(way[0], 'x') != 1) return failure();
  const told = room();
  if (socket_recvmsg(way[1], told) < 0) return failure();
  if (told.control.length != 1) return NO;
  const own: Credentials = told.control[0].data.credentials;
  const message = parts(['y']);
  message.control = [ControlMessage.of(SOL_SOCKET, SCM_CREDENTIALS, own)];
  if (socket_sendmsg(way[0], message) != 1 || socket_recvmsg(way[1], told) < 0) return failure();
  return expect(told.control.length == 1 && told.control[0].data.credentials.pid == own.pid);
}

/** The control message of a type; null if there is none. */
function controlOf(message: Message, type: i32): ControlMessage | null {
  for (let i = 0; i < message.control.length; i++) if (message.control[i].type == type) return message.control[i];
  return null;
}

function packetInfo(domain: i32): i32 {
  const six = domain == AF_INET6;
  const pair = datagrams(domain);
  if (pair.length == 0) return failure();
  const level = six ? IPPROTO_IPV6 : IPPROTO_IP;
  if (!socket_set_option(pair[1], level, six ? IPV6_RECVPKTINFO : IP_PKTINFO, 1)) return failure();
  if (socket_sendmsg(pair[0], addressed(pair[1], domain, parts(['x']))) != 1) return failure();
  const message = room();
  if (socket_recvmsg(pair[1], message) < 0) return failure();
  const control = controlOf(message, six ? IPV6_PKTINFO : IP_PKTINFO);
  if (control === null) return NO;
  const address = control.data.pktinfo.addr;
  return expect(address !== null && address == loopback(domain) && control.data.pktinfo.ifindex > 0);
}

/** Where a datagram leaves from is said with it. */
function sendPacketInfo(): i32 {
  const pair = datagrams();
  const any = create(AF_INET, SOCK_DGRAM);
  if (pair.length == 0 || any === null) return failure();
  const message = addressed(pair[1], AF_INET, parts(['x']));
  message.control = [ControlMessage.of(IPPROTO_IP, IP_PKTINFO, new PacketInfo(null, 0, '127.0.0.2'))];
  if (socket_sendmsg(any, message) != 1) return failure();
  const received = room();
  if (socket_recvmsg(pair[1], received) < 0) return failure();
  const name = received.name;
  return name !== null && name.addr !== null ? expect(name.addr! == '127.0.0.2') : NO;
}

/** A number that the sender has set for all that it sends, and that is told with a datagram. */
function told(domain: i32, option: i32, type: i32, setting: i32): i32 {
  const pair = datagrams(domain);
  if (pair.length == 0) return failure();
  const level = domain == AF_INET6 ? IPPROTO_IPV6 : IPPROTO_IP;
  if (!socket_set_option(pair[1], level, option, 1)) return failure();
  if (!socket_set_option(pair[0], level, setting, 40)) return failure();
  if (socket_sendmsg(pair[0], addressed(pair[1], domain, parts(['x']))) != 1) return failure();
  return numberOf(pair[1], type);
}

function numberOf(socket: Socket, type: i32): i32 {
  const received = room();
  if (socket_recvmsg(socket, received) < 0) return failure();
  const control = controlOf(received, type);
  return control === null ? NO : expect(control.data.int == 40);
}

/** A number that is sent with one datagram. */
function sendTos(): i32 {
  const pair = datagrams();
  if (pair.length == 0) return failure();
  const message = addressed(pair[1], AF_INET, parts(['x']));
  message.control = [ControlMessage.of(IPPROTO_IP, IP_TOS, 40)];
  if (socket_sendmsg(pair[0], message) != 1 || read(pair[1]) === null) return failure();
  message.iov = parts(['again']).iov;
  if (!socket_set_option(pair[1], IPPROTO_IP, IP_RECVTOS, 1) || socket_sendmsg(pair[0], message) != 5) return failure();
  return numberOf(pair[1], IP_TOS);
}

/** That nobody takes a datagram is told in the queue of errors. */
function errorQueue(): i32 {
  const pair = datagrams();
  if (pair.length == 0 || !socket_set_option(pair[0], IPPROTO_IP, IP_RECVERR, 1)) return failure();
  const message = addressed(pair[1], AF_INET, parts(['lost']));
  socket_close(pair[1]);
  if (socket_sendmsg(pair[0], message) != 4) return failure();
  const report = room();
  if (socket_recvmsg(pair[0], report, MSG_ERRQUEUE) < 0) return failure();
  return expect(textOf(report) == 'lost' && report.control.length == 1);
}

/** One message makes three datagrams. */
function segments(): i32 {
  const pair = datagrams();
  if (pair.length == 0) return failure();
  const message = addressed(pair[1], AF_INET, parts(['ten bytes!']));
  message.control = [ControlMessage.of(SOL_UDP, UDP_SEGMENT, 4)];
  if (socket_sendmsg(pair[0], message) != 10) return failure();
  return expect(read(pair[1]) == 'ten ' && read(pair[1]) == 'byte' && read(pair[1]) == 's!');
}
