// The room of a chat: what a member says goes to all others, with the member's name in front, and into the transcript. See
// run.mjs, which starts them all.
//
// Arguments: the members' names, in the order in which the room is given their connections.

import { Socket, socket_import_named, socket_read, socket_select, socket_write } from 'wasock';

const NEWLINE: u8 = 10;

class Member {
  /** A line whose end has not come yet. */
  line: u8[] = [];

  constructor(
    readonly name: string,
    readonly socket: Socket,
  ) {}
}

const transcript = socket_import_named('transcript')!;
const members = new Map<Socket, Member>();
for (let i = 1; i < process.argv.length; i++) {
  const socket = socket_import_named('member')!;
  members.set(socket, new Member(process.argv[i], socket));
}

/** Those who have not said their last yet. The others still hear. */
let speaking = members.keys();
while (speaking.length > 0) {
  const ready = speaking.slice(0);
  socket_select(ready, null, null);
  for (let i = 0; i < ready.length; i++) {
    if (!listenTo(members.get(ready[i]))) speaking.splice(speaking.indexOf(ready[i]), 1);
  }
}

/** Passes on the lines that a member has finished; false if there will be no more. */
function listenTo(member: Member): bool {
  const data = socket_read(member.socket, 4096);
  if (data === null || data.byteLength == 0) return false;
  const bytes = Uint8Array.wrap(data);
  for (let i = 0; i < bytes.length; i++) {
    member.line.push(bytes[i]);
    if (bytes[i] != NEWLINE) continue;
    passOn(member, member.name + ': ' + String.UTF8.decodeUnsafe(member.line.dataStart, member.line.length));
    member.line.length = 0;
  }
  return true;
}

function passOn(speaker: Member, line: string): void {
  socket_write(transcript, line);
  const all = members.values();
  for (let i = 0; i < all.length; i++) if (all[i] !== speaker) socket_write(all[i].socket, line);
}
