// A component with sockets in a project of your own, by nothing but jco and wasock/host:
//
//     npm install
//     npm run build
//     npm start -- 127.0.0.1 8080     # with a web server there, such as: npx http-server -p 8080
//
// In a project elsewhere, depend on "wasock" by its version, not by "file:../..". The commands are in package.json: jco
// makes a module of the component, in which the imports of wasock:sockets are mapped to wasock/host. guest.ts is in
// AssemblyScript; a component of any language will do. wasi.ts is for components over WASI's own sockets.
import { configure } from 'wasock/host';
import { run } from './build/guest/guest.js';

const [address = '127.0.0.1', port = '8080'] = process.argv.slice(2);

// Until it is configured, a component may do nothing but use pairs of sockets. At the end of this scope its sockets are
// closed, and it may do nothing again. `policies.ts` is for several with policies of their own.
using allowed = configure({
  policy: { connect: [`${address}:${port}`] },
  onWarning: (message) => console.error(`guest ${allowed.id}: ${message}`),
  onDenied: ({ permission, subject }) => console.error(`denied: ${permission} ${subject}`),
});

// On this thread, which the guest blocks while it waits. Its arguments, files and environment are what jco's WASI gives
// it: this program's.
run.run();
