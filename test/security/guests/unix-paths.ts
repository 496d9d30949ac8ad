// A guest with a directory and a socket. It makes a path lead elsewhere, then connects: `link TEXT NAME PATH`, or
// `rename NAME NAME PATH`. It prints the errors of both.
import { AF_UNIX, SOCK_STREAM, socket_connect, socket_create, socket_last_error } from 'wasock';

// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "path_symlink")
declare function path_symlink(text: usize, textLength: usize, dir: i32, name: usize, nameLength: usize): i32;

// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "path_rename")
declare function path_rename(dir: i32, from: usize, fromLength: usize, to: i32, name: usize, nameLength: usize): i32;

const from = String.UTF8.encode(process.argv[2]);
const name = String.UTF8.encode(process.argv[3]);
const one = changetype<usize>(from);
const other = changetype<usize>(name);
const isLink = process.argv[1] == 'link';
const made = isLink
  ? path_symlink(one, from.byteLength, 3, other, name.byteLength)
  : path_rename(3, one, from.byteLength, 3, other, name.byteLength);

const socket = socket_create(AF_UNIX, SOCK_STREAM, 0)!;
const connected = socket_connect(socket, process.argv[4]);
console.log(made.toString() + ' ' + (connected ? '0' : socket_last_error(socket).toString()));
