// Run where the name server is this machine: a process of a guest that may have one lookup is ended in the middle of it; then another
// one looks a name up. Prints the guest's exit code, and how many lookups have asked. Argument: the guest's binary.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { spawnGuest } from 'wasock';

const policy = { all: true };
const args = ['ways', 'names'];
const guest = spawnGuest(readFileSync(process.argv[2]), { args, policy, limits: { lookups: 1 }, onWarning: () => {} });
const gate = guest.connect('gate');

const asked = new Set();
const server = createSocket('udp4');
server.on('message', (question, { port }) => {
  asked.add(port);
  gate.write('x');
  // The second has a thread.
  if (asked.size > 1) void guest.kill();
});
server.bind(53, '127.0.0.1');
await once(server, 'listening');

const code = await guest.exited.catch(({ message }) => message);
console.log(JSON.stringify({ code, asked: asked.size }));
process.exit();
