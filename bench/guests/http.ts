// An HTTP/1.1 server that keeps connections. php/http.php is the same in PHP, js/http.mjs is Node's own.

import { Bytes, serve } from "./server";

const FOUND = String.UTF8.encode(
  "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 13\r\n\r\nHello, world!",
);
const MISSING = String.UTF8.encode("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
const HELLO = String.UTF8.encode("GET / HTTP/1.1\r\n");
/** \r\n\r\n */
const BLANK: u32 = 0x0a0d0a0d;

function answer(bytes: usize, length: i32, answers: Bytes): i32 {
  const end = bytes + length;
  let start = bytes;
  for (let at = bytes; at + 4 <= end; at++) {
    if (load<u32>(at) != BLANK) continue;
    const isHello = memory.compare(start, changetype<usize>(HELLO), HELLO.byteLength) == 0;
    answers.pushText(isHello ? FOUND : MISSING);
    start = at + 4;
    at += 3;
  }
  return <i32>(start - bytes);
}

serve(answer);
