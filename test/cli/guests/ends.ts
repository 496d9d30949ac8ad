// Ends in the way that its first argument says.
import { AF_UNIX, SOCK_STREAM, Socket, socket_accept, socket_create_listen, socket_create_pair, socket_read } from 'wasock';

const way = process.argv.length > 1 ? process.argv[1] : '';
if (way == 'exit') process.exit(7);
if (way == 'trap') unreachable();
if (way == 'throw') throw new Error('thrown by the guest');
if (way == 'block') {
  const pair: Socket[] = [];
  socket_create_pair(AF_UNIX, SOCK_STREAM, 0, pair);
  console.log('blocking');
  socket_read(pair[0], 1);
}
if (way == 'listen') {
  const listener = socket_create_listen(0);
  if (listener) socket_accept(listener);
  socket_create_listen(0);
}
console.log(process.argv.slice(1).join(' '));
if (process.env.has('GREETING')) console.log(process.env.get('GREETING'));
