// A chat of guests, each in a thread of its own: a room, and members that meet in it. None of them may bind or connect: they have
// the connections that this program makes for them, from guest to guest.
//
//   node examples/chat/run.mjs Ada Alan
//
// Arguments: the members' names.
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { spawnGuest } from 'wasock';
import { compileGuest } from 'wasock/build';

const names = process.argv.slice(2);
const compile = (name) => compileGuest(fileURLToPath(new URL(name, import.meta.url)));
const [member, room] = await Promise.all([compile('member.ts'), compile('room.ts')]);

const members = names.map((name) => spawnGuest(member, { policy: {}, args: ['member', name, String(names.length)] }));
// Each has one end of a pair of sockets, by the name `room`. The room gets the others, in the order of the names.
const sockets = { member: members.map((guest) => guest.connect('room')) };
const meeting = spawnGuest(room, { policy: {}, args: ['room', ...names], sockets });

// One more connection to the room, whose other end stays here: it says all that was said.
for await (const line of createInterface({ input: meeting.connect('transcript') })) console.log(line);
const exitCodes = await Promise.all([meeting, ...members].map(({ exited }) => exited));
process.exitCode = Math.max(...exitCodes);
