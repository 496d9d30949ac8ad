// Does what its arguments say, `connect=127.0.0.1=80`, and prints for each the error number, 0 for none.
import {
  AF_INET,
  AF_UNIX,
  GroupRequest,
  IPPROTO_IP,
  MCAST_JOIN_GROUP,
  SOCK_DGRAM,
  SOCK_RAW,
  SOCK_STREAM,
  Socket,
  gethostbyname,
  socket_bind,
  socket_clear_error,
  socket_close,
  socket_connect,
  socket_create,
  socket_create_pair,
  socket_last_error,
  socket_listen,
  socket_read,
  socket_sendto,
  socket_set_option,
} from 'wasock';

function perform(verb: string, host: string, port: i32): void {
  if (verb == 'lookup') {
    gethostbyname(host);
    return;
  }
  if (verb == 'block') {
    const pair: Socket[] = [];
    socket_create_pair(AF_UNIX, SOCK_STREAM, 0, pair);
    console.log('blocking');
    socket_read(pair[0], 1);
    return;
  }
  const isLocal = host.startsWith('/');
  const type = verb == 'raw' ? SOCK_RAW : verb == 'send' || verb == 'join' || verb == 'bind-udp' ? SOCK_DGRAM : SOCK_STREAM;
  const socket = socket_create(isLocal ? AF_UNIX : AF_INET, type, verb == 'raw' ? 1 : 0);
  if (socket === null) return;
  if (verb == 'connect') socket_connect(socket, host, port);
  if (verb == 'bind' || verb == 'bind-udp') socket_bind(socket, host, port);
  if (verb == 'listen') socket_listen(socket);
  if (verb == 'send') socket_sendto(socket, 'hello', 5, 0, host, port);
  if (verb == 'join') socket_set_option(socket, IPPROTO_IP, MCAST_JOIN_GROUP, new GroupRequest(host, 0));
  socket_close(socket);
}

for (let i = 1; i < process.argv.length; i++) {
  const words = process.argv[i].split('=');
  socket_clear_error();
  perform(words[0], words.length > 1 ? words[1] : '', words.length > 2 ? <i32>parseInt(words[2]) : 0);
  console.log(process.argv[i] + ' ' + socket_last_error().toString());
}
