// A component over WASI's own sockets, under the same policy:
//
//     npm install
//     npm run build
//     node wasi.js 127.0.0.1 8080     # with a web server there
//
// The guest is that of main.ts, built for any WASI 0.2 runtime. jco maps its sockets, and its streams and pollables with them, to
// wasock/wasi; clocks and standard streams are jco's.
import { configure } from 'wasock/host';
import { run } from './build/wasi/guest.js';

const [address = '127.0.0.1', port = '8080'] = process.argv.slice(2);

using _allowed = configure({
  policy: { connect: [`${address}:${port}`] },
  onDenied: ({ permission, subject }) => console.error(`denied: ${permission} ${subject}`),
});
run.run();
