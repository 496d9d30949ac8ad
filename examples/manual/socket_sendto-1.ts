// Manual: socket_sendto(), example #1: one datagram.
//
//   npx wasock run examples/manual/socket_sendto-1.ts --allow-connect 127.0.0.1:1223
//
// The argument is the port to send to. What receives it: examples/manual/socket_recvfrom-1.ts.

import { AF_INET, SOCK_DGRAM, SOL_UDP, socket_close, socket_create, socket_sendto } from 'wasock';
import { numberArgument, strlen } from './php';

const sock = socket_create(AF_INET, SOCK_DGRAM, SOL_UDP)!;

const msg = 'Ping !';
const len = strlen(msg);

socket_sendto(sock, msg, len, 0, '127.0.0.1', numberArgument(1, 1223));
socket_close(sock);
