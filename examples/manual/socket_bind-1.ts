// Manual: socket_bind(), example #1: a client that chooses the address it connects from.
//
//   npx wasock run examples/manual/socket_bind-1.ts --allow-bind 127.0.0.2:0 --allow-connect 127.0.0.1:80
//   npx wasock run examples/manual/socket_bind-1.ts --allow-bind 127.0.0.2:0 --allow-connect 127.0.0.1:8080 -- 8080
//
// The argument is the port to connect to.

import {
  AF_INET,
  SOCK_STREAM,
  SOL_TCP,
  socket_bind,
  socket_close,
  socket_connect,
  socket_create,
  socket_write,
} from 'wasock';
import { numberArgument } from './php';

// Create a new socket
const sock = socket_create(AF_INET, SOCK_STREAM, SOL_TCP)!;

// An example list of IP addresses owned by the computer
const sourceips = new Map<string, string>();
sourceips.set('kevin', '127.0.0.1');
sourceips.set('madcoder', '127.0.0.2');

// Bind the source address
socket_bind(sock, sourceips.get('madcoder'));

// Connect to destination address
socket_connect(sock, '127.0.0.1', numberArgument(1, 80));

// Write
const request = 'GET / HTTP/1.1' + '\r\n' + 'Host: example.com' + '\r\n\r\n';
socket_write(sock, request);

// Close
socket_close(sock);
