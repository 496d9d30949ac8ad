// Runs on Node 26 (JSPI): guests that connect to a server on the event loop of their own thread, which cannot answer
// unless each guest is suspended while it waits. Prints what happened as one line of JSON.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { compileModule, runGuest } from 'wasock';

const [path, count] = process.argv.slice(2);
const guest = compileModule(readFileSync(path));

// The server greets nobody until all guests are connected, and so suspended.
const waiting = [];
const server = createServer((socket) => {
  socket.once('data', () => {
    waiting.push(socket);
    if (waiting.length < Number(count)) return;
    for (const each of waiting) each.end('answer\n');
  });
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address();

let ticks = 0;
const ticking = setInterval(() => ticks++, 1);
const policy = { connect: [`127.0.0.1:${port}`] };
const run = () => runGuest(guest, { wait: 'suspend', policy, args: ['guest', '127.0.0.1', String(port), 'question'] });
const codes = await Promise.all(Array.from({ length: Number(count) }, run));
clearInterval(ticking);
server.close();
console.log(JSON.stringify({ codes, together: waiting.length, ticked: ticks > 0 }));
