// The library as a component, for embedders of any language: here through `jco transpile`, beside wasock/php.
import { readFileSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  IP_MULTICAST_IF,
  IP_PKTINFO,
  IP_RECVERR,
  IPPROTO_IP,
  MCAST_JOIN_GROUP,
  MSG_ERRQUEUE,
  type PhpFunctions,
  SCM_RIGHTS,
  SO_LINGER,
  SO_MEMINFO,
  SO_PEERCRED,
  SO_RCVTIMEO,
  SO_REUSEADDR,
  SOCK_DGRAM,
  SOCK_STREAM,
  SOL_SOCKET,
  SOL_TCP,
  STREAM_SERVER_BIND,
  TCP_CONGESTION,
} from 'wasock/php';
import { createHost } from 'wasock/host';
import { openSockets } from '../support/descriptors.ts';
import { INTERNET } from '../support/families.ts';
import { LOOPBACK } from '../support/guest.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { instantiateComponent, transpile } from '../support/transpiled.mjs';
import { bytesOf, defined, usePhp } from './support.ts';

const read = (name: string) => readFileSync(new URL(import.meta.resolve(`wasock/${name}`)));

const library = transpile(read('library.component.wasm'));

type Given = PhpFunctions & { warnings: string[] };

const POLICY = { ...LOOPBACK, lookup: ['*'], multicast: true, raw: true };

/** The component's functions, on a host of their own. */
async function useComponent(): Promise<Given> {
  const warnings: string[] = [];
  const host = createHost({ policy: POLICY, onWarning: (message) => void warnings.push(message) });
  onTestFinished(() => host.close());
  const exports = await instantiateComponent(await library, host.imports);
  return { ...(exports['php'] as PhpFunctions), warnings };
}

/** The same things done to either, and what comes of them. */
const SCENARIOS: Record<string, (php: PhpFunctions, directory: string) => unknown> = {
  'pairs, reading and writing': (php) => {
    const [first, second] = defined(php.socketCreatePair(AF_UNIX, SOCK_STREAM, 0));
    const written = [php.socketWrite(first, bytesOf('hello\n')), php.socketSend(first, bytesOf('world'), 3, 0)];
    const received = [php.socketRead(second, 100, 1), php.socketRecv(second, 100, 0)];
    php.socketClose(first);
    return [written, received, php.socketRead(second, 1), php.socketRead(first, 1), php.socketLastError(first)];
  },
  'TCP: addresses, options, shutdown': (php) => {
    const listener = defined(php.socketCreate(AF_INET, SOCK_STREAM, 0));
    const set = php.socketSetOption(listener, SOL_SOCKET, SO_REUSEADDR, { tag: 'int', val: 1 });
    const started = [php.socketBind(listener, '127.0.0.1', 0), php.socketListen(listener, 5)];
    const { address, port } = defined(php.socketGetsockname(listener));
    const client = defined(php.socketCreate(AF_INET, SOCK_STREAM, 0));
    const connected = php.socketConnect(client, address, port);
    const server = defined(php.socketAccept(listener));
    const values = [
      php.socketSetOption(client, SOL_SOCKET, SO_LINGER, { tag: 'linger', val: { lOnoff: 1, lLinger: 2 } }),
      php.socketGetOption(client, SOL_SOCKET, SO_LINGER),
      php.socketSetopt(client, SOL_SOCKET, SO_RCVTIMEO, { tag: 'timeval', val: { sec: 3, usec: 500_000 } }),
      php.socketGetopt(client, SOL_SOCKET, SO_RCVTIMEO),
      php.socketSetOption(client, SOL_TCP, TCP_CONGESTION, { tag: 'text', val: 'no such' }),
      php.socketGetOption(client, SOL_TCP, TCP_CONGESTION),
      php.socketGetOption(client, SOL_SOCKET, 12_345),
    ];
    const ended = [php.socketShutdown(server, 1), php.socketRead(client, 10)];
    return [set, started, address, connected, php.socketGetpeername(client)?.port === port, values, ended];
  },
  'local sockets: paths, credentials, memory': (php, directory) => {
    const [server, client] = ['server', 'client'].map((name) => {
      const socket = defined(php.socketCreate(AF_UNIX, SOCK_DGRAM, 0));
      php.socketBind(socket, `${directory}/${name}`);
      return socket;
    });
    const sent = php.socketSendto(defined(client), bytesOf('x'), 1, 0, `${directory}/server`);
    const received = { ...php.socketRecvfrom(defined(server), 10, 0), name: undefined };
    const [first] = defined(php.socketCreatePair(AF_UNIX, SOCK_STREAM, 0));
    const options = [SO_PEERCRED, SO_MEMINFO].map((option) => php.socketGetOption(first, SOL_SOCKET, option));
    return [sent, received, options];
  },
  'multicast groups, by index and by name': (php) => {
    const socket = defined(php.socketCreate(AF_INET, SOCK_DGRAM, 0));
    const join = (value: Parameters<PhpFunctions['socketSetOption']>[3]) =>
      php.socketSetOption(socket, IPPROTO_IP, MCAST_JOIN_GROUP, value);
    return [
      join({ tag: 'group', val: { group: '239.1.2.3', interface: { tag: 'index', val: 1 } } }),
      join({ tag: 'group', val: { group: '239.1.2.4', interface: { tag: 'name', val: 'lo' } } }),
      join({ tag: 'group', val: { group: '239.1.2.5', interface: { tag: 'name', val: 'no such' } } }),
      join({ tag: 'int', val: 1 }),
      php.socketSetOption(socket, IPPROTO_IP, IP_MULTICAST_IF, { tag: 'text', val: 'lo' }),
    ];
  },
  'select: the positions that stay': (php) => {
    const [first, second] = defined(php.socketCreatePair(AF_UNIX, SOCK_STREAM, 0));
    php.socketWrite(first, bytesOf('x'));
    const sockets = [first, second, first, second];
    return [
      php.socketSelect(sockets, [second], [], 0, 0),
      php.socketSelect([first], undefined, undefined, 0, 1000),
      php.socketSelect([], undefined, undefined, 0, 0),
    ];
  },
  'messages: control data of each kind': (php) => {
    const [first, second] = defined(php.socketCreatePair(AF_UNIX, SOCK_STREAM, 0));
    const rights = { level: SOL_SOCKET, type: SCM_RIGHTS, data: { tag: 'sockets' as const, val: [second] } };
    const sent = php.socketSendmsg(first, { iov: [bytesOf('a'), bytesOf('bc')], control: [rights] }, 0);
    const space = php.socketCmsgSpace(SOL_SOCKET, SCM_RIGHTS, 1);
    const { control, ...message } = defined(php.socketRecvmsg(second, { controllen: space }, 0));
    const kinds = control.map(({ level, type, data }) => [level, type, data.tag]);

    const [server, client] = [0, 1].map(() => defined(php.socketCreate(AF_INET, SOCK_DGRAM, 0)));
    php.socketBind(defined(server), '127.0.0.1', 0);
    php.socketSetOption(defined(server), IPPROTO_IP, IP_PKTINFO, { tag: 'int', val: 1 });
    const name = { family: AF_INET, addr: '127.0.0.1', port: php.socketGetsockname(defined(server))?.port };
    const source = { tag: 'pktinfo' as const, val: { specDst: '127.0.0.2', ifname: 'lo' } };
    const sources = [{ level: IPPROTO_IP, type: IP_PKTINFO, data: source }];
    const sentOn = php.socketSendmsg(defined(client), { name, iov: [bytesOf('x')], control: sources }, undefined);
    const datagram = php.socketRecvmsg(defined(server), { name: {}, bufferSize: 9, controllen: 64 }, undefined);
    return [sent, message, kinds, sentOn, datagram?.name?.addr, datagram?.control, php.socketRecvmsg(first, {}, 0)];
  },
  'messages: senders of each family, and the queue of errors': (php, directory) => {
    const senders = [
      ...(INTERNET.includes('inet6') ? [[AF_INET6, '::1', 0] as const] : []),
      [AF_UNIX, `${directory}/sender`, undefined],
    ] as const;
    const received = senders.map(([family, address, port]) => {
      const [server, client] = [0, 1].map(() => defined(php.socketCreate(family, SOCK_DGRAM, 0)));
      php.socketBind(defined(server), family === AF_UNIX ? `${directory}/server` : address, port);
      php.socketBind(defined(client), address, port);
      const name = defined(php.socketGetsockname(defined(server)));
      php.socketSendto(defined(client), bytesOf('x'), 1, 0, name.address, name.port);
      const message = php.socketRecvmsg(defined(server), { name: {}, controllen: 1 }, undefined);
      const { addr, flowinfo, scopeId, path } = defined(message?.name);
      return [message?.name?.family, addr, flowinfo, scopeId, path?.replace(directory, '')];
    });
    const [first, second] = [0, 1].map(() => defined(php.socketCreate(AF_INET, SOCK_DGRAM, 0)));
    php.socketBind(defined(first), '127.0.0.1', 0);
    const { port } = defined(php.socketGetsockname(defined(first)));
    php.socketClose(defined(first));
    php.socketSetOption(defined(second), IPPROTO_IP, IP_RECVERR, { tag: 'int', val: 1 });
    php.socketConnect(defined(second), '127.0.0.1', port);
    php.socketSend(defined(second), bytesOf('nobody'), 6, 0);
    const errors = php.socketRecvmsg(defined(second), { controllen: 200 }, MSG_ERRQUEUE);
    return [received, errors];
  },
  'streams: servers, clients, what is known of them': (php, directory) => {
    const { stream: server, ...how } = php.streamSocketServer('tcp://127.0.0.1:0', undefined);
    const address = defined(php.streamSocketGetName(defined(server), false));
    const { stream: client } = php.streamSocketClient(`tcp://${address}`, 2.5, undefined);
    const accepted = defined(php.streamSocketAccept(defined(server), undefined));
    const isPeer = accepted.peerName === php.streamSocketGetName(defined(client), false);
    const written = [
      php.fwrite(defined(client), bytesOf('one\ntwo'), undefined),
      php.fgets(accepted.stream, undefined),
    ];
    const known = [php.streamGetMetaData(accepted.stream), php.streamGetMetaData(defined(server))];
    const ready = php.streamSelect([defined(server), accepted.stream], undefined, [], 0, 0);
    const ended = [
      php.fread(accepted.stream, 3),
      php.streamSocketShutdown(defined(client), 2),
      php.fread(accepted.stream, 3),
      php.feof(accepted.stream),
      php.fclose(accepted.stream),
      php.fclose(accepted.stream),
      php.streamGetMetaData(accepted.stream),
    ];
    const refused = php.streamSocketClient('unix:///no/such/path', 1, undefined);
    const { stream: datagrams } = php.streamSocketServer(`udg://${directory}/s`, STREAM_SERVER_BIND);
    const { stream: sender } = php.streamSocketClient(`udg://${directory}/s`, undefined, undefined);
    const sent = php.streamSocketSendto(defined(sender), bytesOf('x'), undefined, undefined);
    const received = php.streamSocketRecvfrom(defined(datagrams), 10, undefined);
    return [how, isPeer, written, known, ready, ended, refused, sent, received];
  },
  'a stream and its socket; offers': (php) => {
    const [first, second] = defined(php.streamSocketPair(AF_UNIX, SOCK_STREAM, 0));
    const socket = defined(php.socketImportStream(first));
    const again = defined(php.socketExportStream(socket));
    socket[Symbol.dispose]();
    const modes = [php.streamSetBlocking(second, false), php.streamSetTimeout(second, 1, undefined)];
    const written = [php.fwrite(again, bytesOf('still open'), 5), php.fread(second, 100)];
    // In wasock/php the same object, here a second handle: the stream is closed with the last.
    for (const stream of [first, again]) stream[Symbol.dispose]();
    const end = php.fread(second, 100);
    const offered = php.socketWsaprotocolInfoExport(defined(php.socketImportStream(second)), php.getmypid());
    const id = defined(offered);
    const taken = defined(php.socketWsaprotocolInfoImport(id));
    php.socketSetBlocking(second, true);
    return [modes, written, end, php.socketRead(taken, 1), php.socketWsaprotocolInfoRelease(id)];
  },
  'names, address infos and errors': (php) => {
    const [info] = defined(php.socketAddrinfoLookup('127.0.0.1', '80', { aiSocktype: SOCK_STREAM }));
    const explained = php.socketAddrinfoExplain(defined(info));
    const bound = php.socketAddrinfoBind(
      defined(php.socketAddrinfoLookup('127.0.0.1', undefined, { aiSocktype: SOCK_DGRAM })?.[0]),
    );
    const services = [php.getservbyname('http', 'tcp'), php.getservbyport(80, 'tcp'), php.getservbyport(1, 'no')];
    const protocols = [php.getprotobyname('udp'), php.getprotobynumber(6), php.getprotobyname('none such')];
    const hosts = [php.gethostbyname('127.1'), php.gethostbynamel('127.0.0.1')];
    const errors = [php.errorReporting(0), php.socketStrerror(98), php.socketLastError(undefined)];
    php.socketClearError(undefined);
    return [explained, bound === undefined, services, protocols, hosts, errors];
  },
};

describe('the component through jco does what wasock/php does', () => {
  test.each(Object.entries(SCENARIOS))('%s', async (_, scenario) => {
    const php = usePhp({ policy: POLICY });
    const component = await useComponent();
    const wanted = scenario(php, temporaryDirectory());
    expect(scenario(component, temporaryDirectory())).toEqual(wanted);
    expect(component.warnings).toEqual(php.warnings);
  });

  test('dropping a socket closes it', async () => {
    const php = await useComponent();
    const before = openSockets();
    const pair = defined(php.socketCreatePair(AF_UNIX, SOCK_STREAM, 0));
    for (const socket of pair) socket[Symbol.dispose]();
    expect(openSockets()).toEqual(before);
    expect(() => php.socketRead(pair[0], 1)).toThrow(TypeError);
  });
});

describe("the core module's exports, called as no component runtime would", () => {
  const module = new WebAssembly.Module(read('library.wasm'));
  const PHP = 'wasock:sockets/php@0.1.0';

  function instantiate(): Record<string, (...args: number[]) => unknown> {
    const imports: Record<string, Record<string, () => number>> = {};
    for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => 0;
    const { exports } = new WebAssembly.Instance(module, imports);
    const functions = exports as Record<string, (...args: number[]) => unknown>;
    functions['_initialize']?.();
    return functions;
  }

  test.each([0, 1, -1, 0x7fffffff])('a number that stands for no socket (%i) traps', (number) => {
    for (const name of ['socket-read', 'socket-close', 'socket-accept', 'socket-addrinfo-bind', '[dtor]socket']) {
      const functions = instantiate();
      expect(() => functions[`${PHP}#${name}`]?.(number, 1, 0, 0), name).toThrow(WebAssembly.RuntimeError);
    }
  });

  test('a handle that is dropped twice traps', () => {
    const functions = instantiate();
    functions[`${PHP}#socket-create`]?.(AF_INET, SOCK_STREAM, 0);
    functions[`${PHP}#[dtor]socket`]?.(1);
    expect(() => functions[`${PHP}#[dtor]socket`]?.(1)).toThrow(WebAssembly.RuntimeError);
  });
});
