// Two guests that share the work: the front takes connections, and hands each of them as a socket (SCM_RIGHTS) to the
// back, which answers. The back may not use the network by itself.
//
//   npx wasock run examples/send-socket.ts --allow-bind 127.0.0.1:7000,unix:@send-socket -- front send-socket 7000
//   npx wasock run examples/send-socket.ts --allow-connect unix:@send-socket -- back send-socket
//   nc 127.0.0.1 7000
//
// They find each other by an abstract name. The front's last argument is the port, 0 (the default) for any; with another
// one after it the front ends when it has handed over that many connections, and the back with it.

import {
  AF_INET,
  AF_UNIX,
  ControlMessage,
  Message,
  Ref,
  SCM_RIGHTS,
  SOCK_SEQPACKET,
  SOCK_STREAM,
  SOL_SOCKET,
  SOL_TCP,
  Socket,
  socket_accept,
  socket_bind,
  socket_close,
  socket_cmsg_space,
  socket_connect,
  socket_create,
  socket_getpeername,
  socket_getsockname,
  socket_last_error,
  socket_listen,
  socket_read,
  socket_recvmsg,
  socket_sendmsg,
  socket_strerror,
  socket_write,
} from 'wasock';

const role = argument(1, '');
const name = '\0' + argument(2, 'send-socket');

if (role == 'front') front(<i32>parseInt(argument(3, '0')), <i32>parseInt(argument(4, '-1')));
else if (role == 'back') back();
else fail('The first argument is "front" or "back"');

function argument(index: i32, otherwise: string): string {
  return process.argv.length > index ? process.argv[index] : otherwise;
}

function fail(what: string): void {
  const error = socket_last_error();
  console.error(error == 0 ? what : what + ' failed: ' + socket_strerror(error));
  process.exit(1);
}

function must(ok: bool, what: string): void {
  if (!ok) fail(what);
}

/** A listening socket. */
function listening(domain: i32, type: i32, protocol: i32, address: string, port: i32): Socket {
  const socket = socket_create(domain, type, protocol);
  must(socket !== null, 'socket_create');
  must(socket_bind(socket!, address, port), 'socket_bind');
  must(socket_listen(socket!), 'socket_listen');
  return socket!;
}

/** The text of an internet address. */
function endpoint(address: Ref<string>, port: Ref<i32>): string {
  return address.value + ':' + port.value.toString();
}

function front(port: i32, connections: i32): void {
  const backs = listening(AF_UNIX, SOCK_SEQPACKET, 0, name, 0);
  const server = listening(AF_INET, SOCK_STREAM, SOL_TCP, '127.0.0.1', port);
  const boundAddress = new Ref<string>('');
  const boundPort = new Ref<i32>(0);
  socket_getsockname(server, boundAddress, boundPort);
  console.log('Listening on ' + endpoint(boundAddress, boundPort) + ', waiting for the back');
  const back = socket_accept(backs);
  must(back !== null, 'socket_accept');

  for (let count = 0; count != connections; count++) {
    const client = socket_accept(server);
    must(client !== null, 'socket_accept');
    const greeting = String.UTF8.encode('client ' + (count + 1).toString());
    const message = new Message([greeting], [ControlMessage.of(SOL_SOCKET, SCM_RIGHTS, [client!])]);
    must(socket_sendmsg(back!, message) > 0, 'socket_sendmsg');
    // The connection lives on where it has been sent to.
    socket_close(client!);
    console.log('Handed over ' + (count + 1).toString());
  }
}

function back(): void {
  const front = socket_create(AF_UNIX, SOCK_SEQPACKET, 0);
  must(front !== null, 'socket_create');
  must(socket_connect(front!, name), 'socket_connect');
  const message = new Message();
  message.controllen = socket_cmsg_space(SOL_SOCKET, SCM_RIGHTS, 1);
  while (socket_recvmsg(front!, message) > 0) {
    const client = message.control[0].data.sockets[0];
    const peerAddress = new Ref<string>('');
    const peerPort = new Ref<i32>(0);
    socket_getpeername(client, peerAddress, peerPort);
    const line = socket_read(client, 1024);
    if (line !== null) {
      const greeting = String.UTF8.decode(message.iov[0]);
      socket_write(client, 'Hello ' + greeting + ' at ' + endpoint(peerAddress, peerPort) + ', you said ');
      socket_write<ArrayBuffer>(client, line);
    }
    socket_close(client);
  }
}
