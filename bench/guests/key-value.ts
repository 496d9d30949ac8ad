// A key-value server in the protocol of Redis: GET, SET and PING, as redis-benchmark asks. php/key-value.php is the same in PHP.

import { Bytes, serve } from "./server";

const CR: u8 = 13;
const OK = String.UTF8.encode("+OK\r\n");
const PONG = String.UTF8.encode("+PONG\r\n");
const NONE = String.UTF8.encode("$-1\r\n");
const UNKNOWN = String.UTF8.encode("-ERR unknown command\r\n");
const END = String.UTF8.encode("\r\n");

const values = new Map<string, ArrayBuffer>();

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

const words: usize[] = [];
const sizes: i32[] = [];

/** Reads a command into `words` and `sizes`; false if not all of it has come. */
function readCommand(): bool {
  words.length = 0;
  sizes.length = 0;
  if (at >= end) return false;
  const count = readNumber();
  if (count < 0) return false;
  for (let i = 0; i < count; i++) {
    const size = readNumber();
    if (size < 0 || at + size + 2 > end) return false;
    words.push(at);
    sizes.push(size);
    at += size + 2;
  }
  return true;
}

function answer(bytes: usize, length: i32, answers: Bytes): i32 {
  at = bytes;
  end = bytes + length;
  let done = bytes;
  while (readCommand()) {
    done = at;
    const command = String.UTF8.decodeUnsafe(words[0], sizes[0]);
    if (command == "GET" && words.length == 2) {
      const key = String.UTF8.decodeUnsafe(words[1], sizes[1]);
      if (values.has(key)) {
        const value = values.get(key);
        answers.pushText(String.UTF8.encode("$" + value.byteLength.toString() + "\r\n"));
        answers.pushText(value);
        answers.pushText(END);
      } else answers.pushText(NONE);
    } else if (command == "SET" && words.length >= 3) {
      const value = new ArrayBuffer(sizes[2]);
      memory.copy(changetype<usize>(value), words[2], sizes[2]);
      values.set(String.UTF8.decodeUnsafe(words[1], sizes[1]), value);
      answers.pushText(OK);
    } else answers.pushText(command == "PING" ? PONG : UNKNOWN);
  }
  return <i32>(done - bytes);
}

serve(answer);
