// Listens at a port of the loopback, and exits with 1 if it may not.
import { AF_INET, SOCK_STREAM, SOL_TCP, socket_bind, socket_create, socket_listen } from 'wasock';

const socket = socket_create(AF_INET, SOCK_STREAM, SOL_TCP)!;
if (!socket_bind(socket, '127.0.0.1', 0) || !socket_listen(socket)) process.exit(1);
