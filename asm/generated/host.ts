// Generated from wit/ by `npm run wit`; not to be edited.
// The core imports of an interface, lowered as the canonical ABI prescribes: a string or a list is an address and a
// length (of a string in UTF-16 code units), a variant its case and its joined payload, `result` the address of a
// return area.

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "[static]socket.create")
export declare function socketCreate(family: i32, type: i32, protocol: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "[static]socket.pair")
export declare function socketPair(family: i32, type: i32, protocol: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "[static]socket.take")
export declare function socketTake(offer: usize, offerLength: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "[static]socket.import-named")
export declare function socketImportNamed(name: usize, nameLength: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "[method]socket.bind")
export declare function socketBind(
  self: i32, localCase: i32, local0: i32, local1: i32, local2: i32, local3: i32, local4: i32, local5: i32, local6: i32,
  local7: i32, local8: i32, local9: i32, local10: i32, result: usize,
): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "[method]socket.listen")
export declare function socketListen(self: i32, backlog: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "[method]socket.accept")
export declare function socketAccept(self: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "[method]socket.connect")
export declare function socketConnect(
  self: i32, remoteCase: i32, remote0: i32, remote1: i32, remote2: i32, remote3: i32, remote4: i32, remote5: i32,
  remote6: i32, remote7: i32, remote8: i32, remote9: i32, remote10: i32, result: usize,
): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "[method]socket.disconnect")
export declare function socketDisconnect(self: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "[method]socket.shutdown")
export declare function socketShutdown(self: i32, how: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "[method]socket.send")
export declare function socketSend(self: i32, data: usize, dataLength: i32, flags: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "[method]socket.send-to")
export declare function socketSendTo(
  self: i32, data: usize, dataLength: i32, flags: i32, remoteCase: i32, remote0: i32, remote1: i32, remote2: i32,
  remote3: i32, remote4: i32, remote5: i32, remote6: i32, remote7: i32, remote8: i32, remote9: i32, remote10: i32,
  result: usize,
): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "[method]socket.receive")
export declare function socketReceive(self: i32, length: i32, flags: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "[method]socket.receive-from")
export declare function socketReceiveFrom(self: i32, length: i32, flags: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "[method]socket.send-message")
export declare function socketSendMessage(parameters: usize, result: usize): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "[method]socket.receive-message")
export declare function socketReceiveMessage(
  self: i32, length: i32, controlLength: i32, flags: i32, result: usize,
): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "[method]socket.local-address")
export declare function socketLocalAddress(self: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "[method]socket.remote-address")
export declare function socketRemoteAddress(self: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "[method]socket.is-blocking")
export declare function socketIsBlocking(self: i32): i32;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "[method]socket.set-blocking")
export declare function socketSetBlocking(self: i32, blocking: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "[method]socket.get-option")
export declare function socketGetOption(self: i32, name: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "[method]socket.set-option")
export declare function socketSetOption(
  self: i32, name: i32, valueCase: i32, value0: i32, value1: i32, value2: i32, result: usize,
): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "[method]socket.update-membership")
export declare function socketUpdateMembership(parameters: usize, result: usize): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "[method]socket.at-mark")
export declare function socketAtMark(self: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "[method]socket.readable")
export declare function socketReadable(self: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "[method]socket.offer")
export declare function socketOffer(self: i32, guest: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "[method]socket.export-named")
export declare function socketExportNamed(self: i32, name: usize, nameLength: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "[static]socket.event-set")
export declare function socketEventSet(result: usize): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "[method]socket.watch")
export declare function socketWatch(
  self: i32, action: i32, member: i32, number: i32, events: i32, mode: i32, data: i64, result: usize,
): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "[method]socket.take-events")
export declare function socketTakeEvents(self: i32, most: i32, timeoutCase: i32, timeout: i64, result: usize): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "poll")
export declare function poll(
  sockets: usize, socketsLength: i32, input: i32, timeoutCase: i32, timeout: i64, result: usize,
): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "select")
export declare function select(
  read: usize, readLength: i32, write: usize, writeLength: i32, except: usize, exceptLength: i32, timeoutCase: i32,
  timeout: i64, result: usize,
): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "control-space")
export declare function controlSpace(length: i32): i32;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "revoke")
export declare function revoke(offer: usize, offerLength: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "guest-id")
export declare function guestId(): i32;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "fork")
export declare function fork(result: usize): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "wait")
export declare function wait(which: i32, hang: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "signal")
export declare function signal(which: i32, signal: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "parent-id")
export declare function parentId(): i32;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "ended-processes")
export declare function endedProcesses(): i32;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "lookup-address")
export declare function lookupAddress(
  hostCase: i32, host: usize, hostLength: i32, serviceCase: i32, service: usize, serviceLength: i32, hintsFlags: i32,
  hintsFamilyCase: i32, hintsFamily: i32, hintsSocketTypeCase: i32, hintsSocketType: i32, hintsProtocol: i32,
  result: usize,
): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "lookup-service")
export declare function lookupService(
  name: usize, nameLength: i32, protocol: usize, protocolLength: i32, result: usize,
): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "lookup-port")
export declare function lookupPort(port: i32, protocol: usize, protocolLength: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "lookup-protocol")
export declare function lookupProtocol(name: usize, nameLength: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "lookup-protocol-number")
export declare function lookupProtocolNumber(number: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "interface-index")
export declare function interfaceIndex(name: usize, nameLength: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "interface-name")
export declare function interfaceName(index: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasock:sockets/host@0.1.0", "[resource-drop]socket")
export declare function socketDrop(self: i32): void;
