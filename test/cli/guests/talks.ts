// Calls of all kinds, to itself.
import {
  AF_INET, MSG_DONTWAIT, Ref, SO_REUSEADDR, SOCK_DGRAM, SOCK_STREAM, Socket, SOL_SOCKET, socket_accept, socket_bind,
  socket_close, socket_connect, socket_create, socket_getsockname, socket_listen, socket_read, socket_recv, socket_select,
  socket_sendto, socket_set_option, socket_write,
} from 'wasock';

const listener = socket_create(AF_INET, SOCK_STREAM, 0)!;
socket_set_option(listener, SOL_SOCKET, SO_REUSEADDR, 1);
socket_bind(listener, '127.0.0.1', 0);
socket_listen(listener, 10);
const address = new Ref<string>('');
const port = new Ref<i32>(0);
socket_getsockname(listener, address, port);
const client = socket_create(AF_INET, SOCK_STREAM, 0)!;
socket_connect(client, address.value, port.value);
const server = socket_accept(listener)!;
socket_write(client, 'Grüße\r\n' + 'x'.repeat(100));
const readable: Socket[] = [server];
socket_select(readable, null, null, 5);
socket_read(server, 1000);
socket_recv(server, new Ref<ArrayBuffer | null>(null), 10, MSG_DONTWAIT);
socket_close(client);
const datagrams = socket_create(AF_INET, SOCK_DGRAM, 0)!;
socket_sendto(datagrams, 'hello', 5, 0, '192.0.2.1', 9);
