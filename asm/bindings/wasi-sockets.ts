// The core imports of wasi:sockets 0.2 that the wasip2 system layer uses; see wasi-io.ts.

// @ts-ignore: decorator
@external("wasi:sockets/instance-network@0.2.0", "instance-network")
export declare function instanceNetwork(): i32;

// @ts-ignore: decorator
@external("wasi:sockets/tcp-create-socket@0.2.0", "create-tcp-socket")
export declare function createTcpSocket(family: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.0", "[method]tcp-socket.start-bind")
export declare function tcpStartBind(
  socket: i32, network: i32, localCase: i32, local0: i32, local1: i32, local2: i32, local3: i32, local4: i32,
  local5: i32, local6: i32, local7: i32, local8: i32, local9: i32, local10: i32, result: usize,
): void;

// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.0", "[method]tcp-socket.finish-bind")
export declare function tcpFinishBind(socket: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.0", "[method]tcp-socket.start-connect")
export declare function tcpStartConnect(
  socket: i32, network: i32, remoteCase: i32, remote0: i32, remote1: i32, remote2: i32, remote3: i32, remote4: i32,
  remote5: i32, remote6: i32, remote7: i32, remote8: i32, remote9: i32, remote10: i32, result: usize,
): void;

// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.0", "[method]tcp-socket.finish-connect")
export declare function tcpFinishConnect(socket: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.0", "[method]tcp-socket.start-listen")
export declare function tcpStartListen(socket: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.0", "[method]tcp-socket.finish-listen")
export declare function tcpFinishListen(socket: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.0", "[method]tcp-socket.accept")
export declare function tcpAccept(socket: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.0", "[method]tcp-socket.local-address")
export declare function tcpLocalAddress(socket: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.0", "[method]tcp-socket.remote-address")
export declare function tcpRemoteAddress(socket: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.0", "[method]tcp-socket.set-listen-backlog-size")
export declare function tcpSetListenBacklogSize(socket: i32, value: u64, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.0", "[method]tcp-socket.keep-alive-enabled")
export declare function tcpKeepAliveEnabled(socket: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.0", "[method]tcp-socket.set-keep-alive-enabled")
export declare function tcpSetKeepAliveEnabled(socket: i32, value: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.0", "[method]tcp-socket.keep-alive-idle-time")
export declare function tcpKeepAliveIdleTime(socket: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.0", "[method]tcp-socket.set-keep-alive-idle-time")
export declare function tcpSetKeepAliveIdleTime(socket: i32, value: u64, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.0", "[method]tcp-socket.keep-alive-interval")
export declare function tcpKeepAliveInterval(socket: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.0", "[method]tcp-socket.set-keep-alive-interval")
export declare function tcpSetKeepAliveInterval(socket: i32, value: u64, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.0", "[method]tcp-socket.keep-alive-count")
export declare function tcpKeepAliveCount(socket: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.0", "[method]tcp-socket.set-keep-alive-count")
export declare function tcpSetKeepAliveCount(socket: i32, value: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.0", "[method]tcp-socket.hop-limit")
export declare function tcpHopLimit(socket: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.0", "[method]tcp-socket.set-hop-limit")
export declare function tcpSetHopLimit(socket: i32, value: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.0", "[method]tcp-socket.receive-buffer-size")
export declare function tcpReceiveBufferSize(socket: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.0", "[method]tcp-socket.set-receive-buffer-size")
export declare function tcpSetReceiveBufferSize(socket: i32, value: u64, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.0", "[method]tcp-socket.send-buffer-size")
export declare function tcpSendBufferSize(socket: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.0", "[method]tcp-socket.set-send-buffer-size")
export declare function tcpSetSendBufferSize(socket: i32, value: u64, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.0", "[method]tcp-socket.subscribe")
export declare function tcpSubscribe(socket: i32): i32;

// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.0", "[method]tcp-socket.shutdown")
export declare function tcpShutdown(socket: i32, type: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/tcp@0.2.0", "[resource-drop]tcp-socket")
export declare function tcpDrop(socket: i32): void;

// @ts-ignore: decorator
@external("wasi:sockets/ip-name-lookup@0.2.0", "resolve-addresses")
export declare function resolveAddresses(network: i32, name: usize, nameLength: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/ip-name-lookup@0.2.0", "[method]resolve-address-stream.resolve-next-address")
export declare function resolveNextAddress(stream: i32, result: usize): void;

// @ts-ignore: decorator
@external("wasi:sockets/ip-name-lookup@0.2.0", "[method]resolve-address-stream.subscribe")
export declare function resolveSubscribe(stream: i32): i32;

// @ts-ignore: decorator
@external("wasi:sockets/ip-name-lookup@0.2.0", "[resource-drop]resolve-address-stream")
export declare function resolveDrop(stream: i32): void;
