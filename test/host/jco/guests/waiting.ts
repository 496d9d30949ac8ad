// Waits for a peer that says nothing until it is asked: first with a limit, then without. `guest ADDRESS PORT`
import {
  AF_INET,
  SO_RCVTIMEO,
  SOCK_STREAM,
  SOL_SOCKET,
  SOL_TCP,
  TimeVal,
  socket_clear_error,
  socket_close,
  socket_connect,
  socket_create,
  socket_last_error,
  socket_read,
  socket_set_option,
  socket_strerror,
  socket_write,
} from 'wasock';

const socket = socket_create(AF_INET, SOCK_STREAM, SOL_TCP)!;
if (!socket_connect(socket, process.argv[1], I32.parseInt(process.argv[2]))) {
  console.log(socket_strerror(socket_last_error(socket)));
  process.exit(3);
}
socket_set_option(socket, SOL_SOCKET, SO_RCVTIMEO, new TimeVal(0, 50_000));
const nothing = socket_read(socket, 100);
console.log(nothing === null ? socket_strerror(socket_last_error(socket)) : 'something');
socket_clear_error(socket);
socket_set_option(socket, SOL_SOCKET, SO_RCVTIMEO, new TimeVal(10, 0));
socket_write(socket, 'speak\n');
const answer = socket_read(socket, 100);
console.log(answer === null ? socket_strerror(socket_last_error(socket)) : String.UTF8.decode(answer!));
socket_close(socket);
