// A member of a chat: says hello, answers each hello of the others, and says no more when all of them have answered. See run.mjs,
// which starts them all.
//
// Arguments: the member's name, and how many members there are.

import { PHP_NORMAL_READ, socket_import_named, socket_read, socket_shutdown, socket_write } from 'wasock';

const name = process.argv[1];
const others = <i32>parseInt(process.argv[2]) - 1;
const room = socket_import_named('room')!;

let greeted = 0;
let answers = 0;
say('Hello');
while (true) {
  // Nothing more to say. The others may still be talking.
  if (greeted == others && answers == others) socket_shutdown(room, 1);
  const line = hear();
  if (line == '') break;
  const speaker = line.slice(0, line.indexOf(': '));
  const said = line.slice(speaker.length + 2);
  if (said == 'Hello') {
    say('Hello, ' + speaker);
    greeted++;
  } else if (said == 'Hello, ' + name) {
    answers++;
  }
}

function say(text: string): void {
  socket_write(room, text + '\n');
}

/** The next line; an empty one when the chat is over. */
function hear(): string {
  return String.UTF8.decode(socket_read(room, 1000, PHP_NORMAL_READ)!).trimEnd();
}
