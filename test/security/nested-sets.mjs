// Waits, suspended, for an event set whose members are as deep in each other, and as many, as its arguments say: how deep, and how many
// sets have the one socket. Prints what came of each of two waits, before and after something can be read of the socket.
import { componentImports } from '#host/jco/component-imports';
import { takeEvents } from '#host/socket/event-set';
import { SuspendingWaiter } from '#host/wait/suspending';
import { Host } from 'wasock';

const [depth, width] = process.argv.slice(2).map(Number);
const host = new Host({}, { waiter: new SuspendingWaiter() });
const { Socket } = componentImports(() => host)['wasock:sockets/host'];
const [near, far] = Socket.pair('unix', 'stream', 0);
const setOf = (members) => {
  const set = Socket.eventSet();
  for (const member of members) set.watch('add', member, 1, { in: true }, {}, 7n);
  return set;
};
let set = setOf(Array.from({ length: width }, () => setOf([near])));
for (let level = 2; level < depth; level++) set = setOf([set]);
// The last of the guest's sockets is the outermost set.
const outermost = [...host.context.sockets].at(-1);
const before = await takeEvents(outermost, 10, 50);
const wait = takeEvents(outermost, 10, 20_000);
setTimeout(() => far.send(new Uint8Array(1), {}), 10);
const after = await wait;
console.log(JSON.stringify([before.length, after.length > 0]));
host.close();
