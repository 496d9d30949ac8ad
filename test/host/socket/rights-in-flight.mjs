// Sends descriptors that nobody receives until the system takes no more, and then works on. Prints what it has found.
import { Host } from 'wasock';
import { componentSocket } from '#host/jco/component-socket';

const host = new Host();
const { Socket } = componentSocket(() => host);
const ONE = new Uint8Array(1);
/** As many as one message can have: SCM_MAX_FD of Linux. */
const MOST = 253;

const ends = [];
let sent = 0;
const outcome = (() => {
  try {
    while (true) {
      const [near, far] = Socket.pair('unix', 'stream', 0);
      ends.push([near, far]);
      near.sendMessage({ parts: [ONE], control: [{ tag: 'rights', val: Array(MOST).fill(near) }] }, {});
      sent += MOST;
    }
  } catch (error) {
    return error.payload;
  }
})();
const [near, far] = ends.at(-1);
near.send(ONE, {});
const plain = far.receive(1, {}).length;
const [, first] = ends[0];
const received = first.receiveMessage(1, 4096, {}).control[0].val.length;
near.sendMessage({ parts: [ONE], control: [{ tag: 'rights', val: [near] }] }, {});
host.close();
console.log(JSON.stringify({ outcome, sent, plain, received }));
