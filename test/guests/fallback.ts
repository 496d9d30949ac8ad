// Invalid domains and types, which PHP 5 and 7 replace.
import {
  AF_INET, AF_UNIX, Ref, SO_TYPE, SOCK_DGRAM, SOCK_STREAM, Socket, socket_create, socket_create_pair,
  socket_get_option, socket_getsockname, SOL_SOCKET,
} from 'wasock';

function describe(socket: Socket): void {
  const name = new Ref<string>('');
  const port = new Ref<i32>(-1);
  socket_getsockname(socket, name, port);
  console.log(name.value + ' ' + socket_get_option(socket, SOL_SOCKET, SO_TYPE)!.int.toString());
}

describe(socket_create(99, SOCK_DGRAM, 0)!);
describe(socket_create(AF_INET, 11, 0)!);
describe(socket_create(-1, 77, 0)!);
const pair: Socket[] = [];
console.log(socket_create_pair(AF_UNIX, 11, 0, pair).toString());
describe(pair[0]);
console.log(socket_create_pair(99, SOCK_STREAM, 0, pair).toString());
console.log(pair.length.toString());
