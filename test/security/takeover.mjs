// What a guest can do that has taken its process over: the descriptors are there, and nothing else of wasock.
import { readSync, writeSync } from 'node:fs';
import { deserialize } from 'node:v8';
import { bytesOf } from '#host/guest/answer-bytes';

const COMMANDS = 3;
const ANSWERS = 8;

/** Writes to the channel, and waits for room. */
export function write(bytes) {
  for (let at = 0; at < bytes.length;) at += writeSync(ANSWERS, bytes, at);
}

export function frame(content) {
  const head = Buffer.alloc(4);
  head.writeUInt32LE(content.length);
  return Buffer.concat([head, content]);
}

export function say(answer) {
  write(frame(bytesOf(answer, 0)));
}

function read(length) {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length;) {
    const count = readSync(COMMANDS, bytes, at, length - at);
    if (count === 0) process.exit(9);
    at += count;
  }
  return bytes;
}

/** The next command. */
export function hear() {
  const command = deserialize(read(read(4).readUInt32LE()));
  if (command.tag === 'start') read(read(4).readUInt32LE());
  return command;
}

/** Hears commands until there is one with this tag. */
export function hearOf(tag) {
  for (;;) {
    const command = hear();
    if (command.tag === tag) return command;
  }
}

/** Lives on, and does nothing. */
export function live() {
  setInterval(() => {}, 1000);
}
