import {
  AF_INET, AF_INET6, AF_UNIX, MSG_OOB, Ref, SOCK_DGRAM, SOCK_RDM, SOCK_STREAM, Socket, socket_accept, socket_bind,
  socket_clear_error, socket_close, socket_connect, socket_create, socket_create_listen, socket_create_pair,
  socket_getpeername, socket_getsockname, socket_last_error, socket_listen, socket_read, socket_recv, socket_recvfrom,
  socket_select, socket_send, socket_sendto, socket_set_nonblock, socket_shutdown, socket_write, SOL_UDP,
} from 'wasock';
import { sayBool, sayData, sayNumber, saySocket, sayText } from './support';

const directory = process.argv[1];
const long = 'x'.repeat(108);
const name = new Ref<string>('');
const port = new Ref<i32>(0);
const data = new Ref<ArrayBuffer | null>(null);

// Making sockets.
saySocket('create type 0', socket_create(AF_INET, 0, 0));
saySocket('create rdm', socket_create(AF_INET, SOCK_RDM, 0));
saySocket('create stream of udp', socket_create(AF_INET, SOCK_STREAM, SOL_UDP));
saySocket('create type -1', socket_create(AF_INET, -1, 0));
sayNumber('error', socket_last_error());
socket_clear_error();
sayNumber('no error', socket_last_error());
const pair: Socket[] = [];
sayBool('pair of inet', socket_create_pair(AF_INET, SOCK_STREAM, 0, pair));

// A pair.
socket_create_pair(AF_UNIX, SOCK_STREAM, 0, pair);
const one = pair[0];
const two = pair[1];
sayData('read 0', socket_read(one, 0));
sayData('read -5', socket_read(one, -5));
sayNumber('write 10 of 3', socket_write(one, 'abc', 10));
sayNumber('write 2 of 3', socket_write(one, 'abc', 2));
sayNumber('write 0', socket_write(one, 'abc', 0));
sayData('read', socket_read(two, 100));
sayNumber('send -1', socket_send(one, 'abc', -1, 0));
sayNumber('sendto -1', socket_sendto(one, 'abc', -1, 0, '/x'));
sayNumber('sendto connected', socket_sendto(one, 'abc', 3, 0, directory + '/none'));
sayBool('shutdown 5', socket_shutdown(one, 5));
sayBool('shutdown -1', socket_shutdown(one, -1));
saySocket('accept', socket_accept(one));
sayBool('listen', socket_listen(one));
sayBool('bind', socket_bind(one, directory + '/no/where'));
sayBool('bind long', socket_bind(one, long));
sayBool('connect', socket_connect(two, directory + '/none'));
sayBool('connect long', socket_connect(two, long));
socket_set_nonblock(one);
sayData('read nothing', socket_read(one, 10));
sayNumber('error', socket_last_error(one));
socket_clear_error(one);
sayNumber('no error', socket_last_error(one));
sayNumber('error of all', socket_last_error());
data.value = new ArrayBuffer(1);
const nothing = socket_recv(one, data, 10, 0);
console.log('data: ' + (data.value === null ? 'NULL' : 'data'));
sayNumber('recv nothing', nothing);
name.value = 'before';
const nobody = socket_recvfrom(one, data, 10, 0, name);
console.log('name: ' + name.value);
sayNumber('recvfrom nothing', nobody);
sayNumber('recv 0', socket_recv(one, data, 0, 0));

// TCP.
const tcp = socket_create(AF_INET, SOCK_STREAM, 0)!;
sayBool('bind elsewhere', socket_bind(tcp, '192.0.2.1', 0));
sayBool('connect without port', socket_connect(tcp, '127.0.0.1'));
sayBool('connect refused', socket_connect(tcp, '127.0.0.1', 1));
sayNumber('error', socket_last_error(tcp));
sayBool('peer', socket_getpeername(tcp, name, port));
const fresh = socket_create(AF_INET, SOCK_STREAM, 0)!;
sayData('read unconnected', socket_read(fresh, 10));
sayNumber('write unconnected', socket_write(fresh, 'x'));
sayNumber('send unconnected', socket_send(fresh, 'x', 1, 0));
sayNumber('recv unconnected', socket_recv(fresh, data, 10, 0));
sayNumber('recvfrom unconnected', socket_recvfrom(fresh, data, 10, 0, name, port));
sayNumber('recvfrom without port', socket_recvfrom(fresh, data, 10, 0, name));
saySocket('accept', socket_accept(fresh));
sayBool('shutdown', socket_shutdown(fresh));
const listener = socket_create_listen(0)!;
socket_getsockname(listener, name, port);
sayText('listens on', name.value);
saySocket('listen twice', socket_create_listen(port.value));
const client = socket_create(AF_INET, SOCK_STREAM, 0)!;
sayBool('connect', socket_connect(client, '127.0.0.1', port.value));
sayBool('connect twice', socket_connect(client, '127.0.0.1', port.value));
sayBool('bind connected', socket_bind(client, '127.0.0.1', 0));
const six = socket_create(AF_INET6, SOCK_STREAM, 0)!;
sayBool('connect without port', socket_connect(six, '::1'));
sayBool('connect refused', socket_connect(six, '::1', 1));

// UDP.
const udp = socket_create(AF_INET, SOCK_DGRAM, 0)!;
sayBool('listen', socket_listen(udp));
saySocket('accept', socket_accept(udp));
sayNumber('sendto long', socket_sendto(udp, 'x'.repeat(70000), 70000, 0, '127.0.0.1', 9));
sayNumber('sendto port 0', socket_sendto(udp, 'x', 1, 0, '127.0.0.1', 0));
const local = socket_create(AF_UNIX, SOCK_DGRAM, 0)!;
sayNumber('write unconnected', socket_write(local, 'x'));
sayNumber('recvfrom oob', socket_recvfrom(local, data, 10, MSG_OOB, name));
sayNumber('sendto nowhere', socket_sendto(local, 'x', 1, 0, directory + '/none'));

// Select.
sayNumber('select nothing', socket_select(null, null, null, 0));
sayNumber('select empty', socket_select([], null, null, 0));
sayNumber('select -1', socket_select([udp], null, null, -1));
sayNumber('select -1 us', socket_select([udp], null, null, 0, -1));
const read = [udp];
const write = [udp, udp, udp];
const count = socket_select(read, write, null, 0, 2000000);
console.log('left: ' + read.length.toString() + ' ' + write.length.toString());
sayNumber('select three times', count);

// Closed sockets.
socket_close(udp);
socket_close(udp);
console.log('close: FALSE');
sayNumber('write', socket_write(udp, 'x'));
sayNumber('error', socket_last_error(udp));
sayBool('nonblock', socket_set_nonblock(udp));
sayNumber('select closed', socket_select([udp], null, null, 0));
