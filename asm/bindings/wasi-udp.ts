// The core imports of wasi:sockets/udp 0.2 that the wasip2 system layer uses; see wasi-io.ts.

// @ts-ignore: decorator
@external("wasi:sockets/udp-create-socket@0.2.0", "create-udp-socket")
export declare function createUdpSocket(family: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/udp@0.2.0", "[method]udp-socket.start-bind")
export declare function udpStartBind(
  socket: i32, network: i32, localCase: i32, local0: i32, local1: i32, local2: i32, local3: i32, local4: i32,
  local5: i32, local6: i32, local7: i32, local8: i32, local9: i32, local10: i32, result: usize,
): void;

// @ts-ignore: decorator
@external("wasi:sockets/udp@0.2.0", "[method]udp-socket.finish-bind")
export declare function udpFinishBind(socket: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/udp@0.2.0", "[method]udp-socket.stream")
export declare function udpStream(
  socket: i32, hasRemote: i32, remoteCase: i32, remote0: i32, remote1: i32, remote2: i32, remote3: i32, remote4: i32,
  remote5: i32, remote6: i32, remote7: i32, remote8: i32, remote9: i32, remote10: i32, result: usize,
): void;

// @ts-ignore: decorator
@external("wasi:sockets/udp@0.2.0", "[method]udp-socket.local-address")
export declare function udpLocalAddress(socket: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/udp@0.2.0", "[method]udp-socket.unicast-hop-limit")
export declare function udpHopLimit(socket: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/udp@0.2.0", "[method]udp-socket.set-unicast-hop-limit")
export declare function udpSetHopLimit(socket: i32, value: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/udp@0.2.0", "[method]udp-socket.receive-buffer-size")
export declare function udpReceiveBufferSize(socket: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/udp@0.2.0", "[method]udp-socket.set-receive-buffer-size")
export declare function udpSetReceiveBufferSize(socket: i32, value: u64, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/udp@0.2.0", "[method]udp-socket.send-buffer-size")
export declare function udpSendBufferSize(socket: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/udp@0.2.0", "[method]udp-socket.set-send-buffer-size")
export declare function udpSetSendBufferSize(socket: i32, value: u64, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/udp@0.2.0", "[method]udp-socket.subscribe")
export declare function udpSubscribe(socket: i32): i32;

// @ts-ignore: decorator
@external("wasi:sockets/udp@0.2.0", "[resource-drop]udp-socket")
export declare function udpDrop(socket: i32): void;

// @ts-ignore: decorator
@external("wasi:sockets/udp@0.2.0", "[method]incoming-datagram-stream.receive")
export declare function incomingReceive(stream: i32, maxResults: u64, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/udp@0.2.0", "[method]incoming-datagram-stream.subscribe")
export declare function incomingSubscribe(stream: i32): i32;

// @ts-ignore: decorator
@external("wasi:sockets/udp@0.2.0", "[resource-drop]incoming-datagram-stream")
export declare function incomingDrop(stream: i32): void;

// @ts-ignore: decorator
@external("wasi:sockets/udp@0.2.0", "[method]outgoing-datagram-stream.check-send")
export declare function outgoingCheckSend(stream: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/udp@0.2.0", "[method]outgoing-datagram-stream.send")
export declare function outgoingSend(
  stream: i32, datagrams: usize, datagramsLength: i32, result: usize,
): void;

// @ts-ignore: decorator
@external("wasi:sockets/udp@0.2.0", "[method]outgoing-datagram-stream.subscribe")
export declare function outgoingSubscribe(stream: i32): i32;

// @ts-ignore: decorator
@external("wasi:sockets/udp@0.2.0", "[resource-drop]outgoing-datagram-stream")
export declare function outgoingDrop(stream: i32): void;
