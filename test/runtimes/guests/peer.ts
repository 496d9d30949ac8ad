// Another program, for the probes: takes one connection on a local socket, and sends back the sockets that come over it.
//
// argv: the directory of the socket, whose name is `peer`.

import {
  AF_UNIX,
  Message,
  SCM_RIGHTS,
  SOCK_STREAM,
  SOL_SOCKET,
  SO_RCVTIMEO,
  socket_accept,
  socket_bind,
  socket_cmsg_space,
  socket_create,
  socket_listen,
  socket_recvmsg,
  socket_sendmsg,
  socket_set_option,
  TimeVal,
} from 'wasock';

/** Seconds that the probes may take until they come here. */
const PATIENCE: i32 = 60;

const server = socket_create(AF_UNIX, SOCK_STREAM, 0)!;
socket_bind(server, process.argv[1] + '/peer');
socket_listen(server);
socket_set_option(server, SOL_SOCKET, SO_RCVTIMEO, new TimeVal(PATIENCE, 0));
console.log('ready');
const connection = socket_accept(server);
if (connection !== null) {
  const message = new Message();
  message.controllen = socket_cmsg_space(SOL_SOCKET, SCM_RIGHTS, 1);
  socket_recvmsg(connection!, message);
  socket_sendmsg(connection!, new Message(message.iov, message.control));
}
