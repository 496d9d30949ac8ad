// Two guests with policies of their own: a server that may only bind, and a client that may only connect to it.
//
//     npm install
//     npm run build
//     node policies.js
//
// The component is wasock's library, with PHP's functions as exports, transpiled with `--instantiation`: each instance is
// given the imports of a host of its own.
import { readFile } from 'node:fs/promises';
import { createHost, type HostOptions } from 'wasock/host';
import { AF_INET, SOCK_STREAM, SOL_TCP } from 'wasock/php';
import { instantiate } from './build/library/php.js';

const compile = async (name: string) =>
  WebAssembly.compile(await readFile(new URL(`build/library/${name}`, import.meta.url)));

async function start(options: HostOptions) {
  const host = createHost(options);
  const { php } = await instantiate(compile, host.imports);
  return { php, [Symbol.dispose]: () => host.close() };
}

using server = await start({ policy: { bind: ['127.0.0.1'] } });
const listener = server.php.socketCreate(AF_INET, SOCK_STREAM, SOL_TCP)!;
server.php.socketBind(listener, '127.0.0.1', 0);
server.php.socketListen(listener, 1);
const { port } = server.php.socketGetsockname(listener)!;

using client = await start({ policy: { connect: [`127.0.0.1:${port}`] } });
const socket = client.php.socketCreate(AF_INET, SOCK_STREAM, SOL_TCP)!;
client.php.socketConnect(socket, '127.0.0.1', port);
client.php.socketWrite(socket, new TextEncoder().encode('hello'), undefined);

const connection = server.php.socketAccept(listener)!;
console.log(new TextDecoder().decode(server.php.socketRead(connection, 100, undefined)));

// What the one may, the other may not: socket_bind(): Unable to bind address [13]: Permission denied
console.log(client.php.socketBind(client.php.socketCreate(AF_INET, SOCK_STREAM, SOL_TCP)!, '127.0.0.1', 0));
