// `guests.wasm tcp-client ADDRESS PORT LINE...`: sends each line, and prints the line that answers it.
// `guests.wasm tcp-server ADDRESS PORT N`: binds, prints where it listens, and echoes N connections, one after another.
// `guests.wasm udp-client ADDRESS PORT LINE...`: sends each line as a datagram, and prints the answer.
// `guests.wasm resolve NAME...`: prints the addresses of each name, sorted, or why there are none.
//
// JavaScript has no sockets of its own in a component: this calls WASI's functions as they are. Addresses are of IPv4.
import { getArguments } from 'wasi:cli/environment@0.2.12';
import { getStdout } from 'wasi:cli/stdout@0.2.12';
import { instanceNetwork } from 'wasi:sockets/instance-network@0.2.12';
import { resolveAddresses } from 'wasi:sockets/ip-name-lookup@0.2.12';
import { createTcpSocket } from 'wasi:sockets/tcp-create-socket@0.2.12';
import { createUdpSocket } from 'wasi:sockets/udp-create-socket@0.2.12';

// ComponentizeJS 0.23 makes no class for a resource that has no methods, though its bindings make objects of one. They have
// a global object of their own, which is reached by the constructor of any function of theirs.
instanceNetwork.constructor('globalThis.import_network_0_2_12$Network ??= class Network {};')();

const CHUNK = 4096; // what blockingWriteAndFlush takes

function print(text) {
  const stdout = getStdout();
  for (let bytes = encode(`${text}\n`); bytes.length > 0; bytes = bytes.subarray(CHUNK)) {
    stdout.blockingWriteAndFlush(bytes.subarray(0, CHUNK));
  }
}

const encode = (text) => new TextEncoder().encode(text);
const decode = (bytes) => new TextDecoder().decode(bytes);

function socketAddress(address, port) {
  return { tag: 'ipv4', val: { address: address.split('.').map(Number), port: Number(port) } };
}

/** Does the operation again, each time its socket is ready, until it does not say `would-block`. */
function whenReady(socket, operation) {
  while (true) {
    try {
      return operation();
    } catch (error) {
      if (error.payload !== 'would-block') throw error;
      socket.subscribe().block();
    }
  }
}

/** The next bytes of a stream; null at its end. */
function read(input) {
  try {
    return input.blockingRead(65536n);
  } catch (error) {
    if (error.payload?.tag === 'closed') return null;
    throw error;
  }
}

function write(output, bytes) {
  for (let rest = bytes; rest.length > 0; rest = rest.subarray(CHUNK)) {
    output.blockingWriteAndFlush(rest.subarray(0, CHUNK));
  }
}

function tcpClient(address, port, ...lines) {
  const socket = createTcpSocket('ipv4');
  socket.startConnect(instanceNetwork(), socketAddress(address, port));
  const [input, output] = whenReady(socket, () => socket.finishConnect());
  print(`connected to ${socket.remoteAddress().val.address.join('.')}`);
  let received = '';
  for (const line of lines) {
    write(output, encode(`${line}\n`));
    while (!received.includes('\n')) {
      const bytes = read(input);
      if (bytes === null) return;
      received += decode(bytes);
    }
    const end = received.indexOf('\n');
    print(received.slice(0, end));
    received = received.slice(end + 1);
  }
}

function tcpServer(address, port, count) {
  const listener = createTcpSocket('ipv4');
  listener.startBind(instanceNetwork(), socketAddress(address, port));
  whenReady(listener, () => listener.finishBind());
  listener.startListen();
  whenReady(listener, () => listener.finishListen());
  print(`listening on port ${listener.localAddress().val.port}`);
  for (let i = 0; i < Number(count); i++) {
    const [connection, input, output] = whenReady(listener, () => listener.accept());
    let total = 0;
    for (let bytes = read(input); bytes !== null; bytes = read(input)) {
      write(output, bytes);
      total += bytes.length;
    }
    connection.shutdown('both');
    print(`echoed ${total} bytes`);
    for (const resource of [input, output, connection]) resource[Symbol.dispose]();
  }
}

function udpClient(address, port, ...lines) {
  const socket = createUdpSocket('ipv4');
  socket.startBind(instanceNetwork(), socketAddress('0.0.0.0', 0));
  whenReady(socket, () => socket.finishBind());
  const [incoming, outgoing] = socket.stream(socketAddress(address, port));
  for (const line of lines) {
    while (outgoing.checkSend() === 0n) outgoing.subscribe().block();
    outgoing.send([{ data: encode(line), remoteAddress: undefined }]);
    let datagrams = incoming.receive(1n);
    while (datagrams.length === 0) {
      incoming.subscribe().block();
      datagrams = incoming.receive(1n);
    }
    print(decode(datagrams[0].data));
  }
}

function resolve(...names) {
  for (const name of names) {
    try {
      const stream = resolveAddresses(instanceNetwork(), name);
      const addresses = [];
      for (;;) {
        const address = whenReady(stream, () => stream.resolveNextAddress());
        if (address === undefined) break;
        addresses.push(address.val.map((part) => part.toString(address.tag === 'ipv4' ? 10 : 16)).join(address.tag === 'ipv4' ? '.' : ':'));
      }
      print(`${name}: ${addresses.sort().join(' ')}`);
    } catch (error) {
      print(`${name}: ${error.payload}`);
    }
  }
}

const GUESTS = { 'tcp-client': tcpClient, 'tcp-server': tcpServer, 'udp-client': udpClient, resolve };

export const run = {
  run() {
    const [, guest, ...args] = getArguments();
    GUESTS[guest](...args);
  },
};
