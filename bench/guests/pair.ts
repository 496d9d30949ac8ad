// The least that has sockets: one pair, one write, one read.
import { AF_UNIX, SOCK_STREAM, Socket, socket_close, socket_create_pair, socket_read, socket_write } from 'wasock';

const sockets: Socket[] = [];
socket_create_pair(AF_UNIX, SOCK_STREAM, 0, sockets);
socket_write(sockets[0], 'hello');
socket_read(sockets[1], 100);
socket_close(sockets[0]);
socket_close(sockets[1]);
