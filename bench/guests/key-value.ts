// A key-value server in the protocol of Redis: GET, SET and PING, as redis-benchmark asks. php/key-value.php is the same in PHP.

import { Bytes, serve } from "./server";
import { Table } from "./table";

const CR: u8 = 13;
const DOLLAR: u8 = 36;
const OK = String.UTF8.encode("+OK\r\n");
const PONG = String.UTF8.encode("+PONG\r\n");
const NONE = String.UTF8.encode("$-1\r\n");
const UNKNOWN = String.UTF8.encode("-ERR unknown command\r\n");
const END = String.UTF8.encode("\r\n");

const values = new Table();

/** Where reading goes on. */
let at: usize = 0;
let end: usize = 0;

/** The number in a line that begins with `*` or `$`; -1 if not all of it has come. */
function readNumber(): i32 {
  let number = 0;
  for (let here = at + 1; here + 1 < end; here++) {
    const byte = load<u8>(here);
    if (byte == CR) {
      at = here + 2;
      return number;
    }
    number = number * 10 + (byte - 48);
  }
  return -1;
}

/** The most words of a command. */
const MOST = 8;
const words = new StaticArray<usize>(MOST);
const sizes = new StaticArray<i32>(MOST);
let count = 0;

/** Reads a command into `words` and `sizes`; false if not all of it has come. */
function readCommand(): bool {
  if (at >= end) return false;
  count = readNumber();
  if (count < 0) return false;
  if (count > MOST) throw new Error("too many words");
  for (let i = 0; i < count; i++) {
    const size = readNumber();
    if (size < 0 || at + size + 2 > end) return false;
    words[i] = at;
    sizes[i] = size;
    at += size + 2;
  }
  return true;
}

/** Whether the command is this one, of four letters: those of three have no fourth here. */
function isCommand(name: u32, size: i32): bool {
  const letters = load<u32>(words[0]);
  return sizes[0] == size && (size == 4 ? letters : letters & 0xffffff) == name;
}

const GET: u32 = 0x544547;
const SET: u32 = 0x544553;
const PING: u32 = 0x474e4950;

function answer(bytes: usize, length: i32, answers: Bytes): i32 {
  at = bytes;
  end = bytes + length;
  let done = bytes;
  while (readCommand()) {
    done = at;
    if (isCommand(GET, 3) && count == 2) {
      const value = values.get(words[1], sizes[1]);
      if (value !== null) {
        answers.pushByte(DOLLAR);
        answers.pushNumber(value.byteLength);
        answers.pushText(END);
        answers.pushText(value);
        answers.pushText(END);
      } else answers.pushText(NONE);
    } else if (isCommand(SET, 3) && count >= 3) {
      values.set(words[1], sizes[1], words[2], sizes[2]);
      answers.pushText(OK);
    } else answers.pushText(isCommand(PING, 4) ? PONG : UNKNOWN);
  }
  return <i32>(done - bytes);
}

serve(answer);
