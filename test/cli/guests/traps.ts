// Ends in ways that WebAssembly or the compiler knows.
import { socket_accept, socket_create_listen, socket_set_nonblock } from 'wasock';

class Divider {
  divide(dividend: i32, divisor: i32): i32 {
    return dividend / divisor;
  }
}

function down(n: i32): i32 {
  return down(n + 1) + n;
}

class Deep {
  down(n: i32): i32 {
    return this.down(n + 1) + 1;
  }
}

const how = process.argv[1];
if (how == 'divide') console.log(new Divider().divide(1, process.argv.length - 2).toString());
if (how == 'down') console.log(down(0).toString());
if (how == 'deep') console.log(new Deep().down(0).toString());
if (how == 'accept') {
  const listener = socket_create_listen(0)!;
  socket_set_nonblock(listener);
  socket_accept(listener)!;
}
if (how == 'long') throw new Error('Grüße ' + 'x'.repeat(9000));
if (how == 'null') {
  const none: string | null = process.argv.length > 9 ? '' : null;
  console.log(none!);
}
