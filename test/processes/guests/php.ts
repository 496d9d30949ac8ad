// What the programs beside the guests take from PHP.
import { SOCK_STREAM, AF_UNIX, Socket, pcntl_fork, exit, socket_create_pair } from 'wasock';

/** A line of `var_export`. */
export function line<T>(name: string, value: T): void {
  let text = '';
  if (isString<T>()) text = "'" + (value as string) + "'";
  else text = `${value}`;
  process.stdout.write(name + ': ' + text + '\n');
}

/** A pair of Unix sockets. */
export function pairOf(type: i32 = SOCK_STREAM): StaticArray<Socket> {
  const sockets: Socket[] = [];
  socket_create_pair(AF_UNIX, type, 0, sockets);
  return [sockets[0], sockets[1]];
}

/** Forks; the child ends with the code. */
export function child(code: i32): i32 {
  const pid = pcntl_fork();
  if (pid == 0) exit(code);
  return pid;
}

export function text(data: ArrayBuffer | null): string {
  return data === null ? '' : String.UTF8.decode(data);
}
