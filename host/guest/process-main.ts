import { Socket } from 'node:net';
import { deserialize } from 'node:v8';
import { adoptGuest, endGuestElsewhere, newForkedGuest } from '../host.ts';
import { takePassed } from '../os/door.ts';
import { errnoName } from '../os/errno.ts';
import { close } from '../os/libc.ts';
import { bytesOf } from './answer-bytes.ts';
import { isReply, type Reply } from './calling.ts';
import { framed, FrameReader, HEAD_BYTES, MOST_COMMANDED, readPipe } from './channel.ts';
import { Family, type FamilyMessage } from './family.ts';
import { errorData, type Outcome, type Report } from './messages.ts';
import { MemoryWatch } from './memory-watch.ts';
import {
  type Answer,
  ANSWERS,
  type Command,
  COMMANDS,
  PROCESS_DOOR,
  type ProcessData,
  type StartCommand,
} from './protocol.ts';

// The main thread of a process of guests: see guest-process.ts. It runs no guest itself and waits for none, so that it
// always answers.

const { gcHeap } = JSON.parse(process.argv[2] ?? '') as ProcessData;
const families = new Map<number, Family>();
const watch = new MemoryWatch(gcHeap ?? Infinity);

const answers = new Socket({ fd: ANSWERS, readable: false, writable: true });

function tell(answer: Answer): void {
  answers.write(framed(bytesOf(answer, HEAD_BYTES)));
}

/** Whether the message is a report, which the reader counts. */
function isReport(message: Exclude<FamilyMessage, Reply>): message is Report {
  return message.tag !== 'asked' && message.tag !== 'begun' && message.tag !== 'over';
}

function end(id: number, outcome: Outcome | undefined): void {
  const usage = families.get(id)?.usage();
  families.delete(id);
  watch.delete(id);
  tell({ tag: 'ended', id, ...(outcome && { outcome }), ...(usage && { usage }) });
}

function start({ id, options, tellsDenials, asks, isCalled }: StartCommand, binary: Uint8Array): void {
  adoptGuest(id);
  let door = takePassed(PROCESS_DOOR);
  // That of a guest whose start could not be sent is still there.
  while (typeof door !== 'number' && door.name !== String(id)) {
    close(door.fd);
    door = takePassed(PROCESS_DOOR);
  }
  if (typeof door === 'number') {
    endGuestElsewhere(id);
    tell({ tag: 'ended', id, outcome: { tag: 'error', error: errorData(new Error(`no door: ${errnoName(-door)}`)) } });
    return;
  }
  try {
    const family = new Family(
      { id, guest: binary, options, tellsDenials, asks, isCalled, door: door.fd },
      newForkedGuest,
      (message) => {
        if (isReply(message)) tell({ tag: 'reply', id, reply: message });
        else tell(isReport(message) ? { tag: 'report', id, report: message } : { ...message, id });
      },
    );
    families.set(id, family);
    watch.add(id, options.limits, family.most);
    void family.ended.then((outcome) => end(id, outcome));
  } catch (error) {
    end(id, { tag: 'error', error: errorData(error) });
  }
}

function tellUsage(id: number): void {
  const usage = families.get(id)?.usage();
  // If the guest has ended, that has already been reported.
  if (usage !== undefined) tell({ tag: 'usage', id, usage });
}

/** What waits for its binary. */
let starting: StartCommand | undefined;

function heed(content: Buffer): void {
  if (starting !== undefined) {
    const command = starting;
    starting = undefined;
    return start(command, content);
  }
  const command = deserialize(content) as Command;
  if (command.tag === 'start') starting = command;
  else if (command.tag === 'go') families.get(command.id)?.go();
  else if (command.tag === 'call') families.get(command.id)?.post(command.call);
  else if (command.tag === 'kill') void families.get(command.id)?.kill(command.graceMs);
  else if (command.tag === 'answer') families.get(command.id)?.answer(command.process, command.isYes);
  else if (command.tag === 'taken') families.get(command.id)?.taken(command.weight);
  else tellUsage(command.id);
}

const frames = new FrameReader(() => MOST_COMMANDED, heed);
const commands = readPipe(COMMANDS, (bytes) => frames.read(bytes));

// Without its starter the process ends at once. An orderly exit would wait for threads, and one may never end.
for (const stream of [commands, answers]) {
  stream.on('error', () => {});
  stream.on('close', () => process.kill(process.pid, 'SIGKILL'));
}

// Signals that a terminal sends to all its processes are for the starter to handle.
for (const signal of ['SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGTSTP'] as const) process.on(signal, () => {});
