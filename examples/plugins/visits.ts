// A plugin of server.mjs: counts visitors in Redis, by the one connection that it is given.
import { socket_import_named, socket_read, socket_write } from 'wasock';

const database = socket_import_named('database')!;

/** One command and its answer, which is a line. */
function ask(parts: string[]): string {
  let text = `*${parts.length}\r\n`;
  for (let i = 0; i < parts.length; i++) text += `$${String.UTF8.byteLength(parts[i])}\r\n${parts[i]}\r\n`;
  socket_write(database, text);
  let answer = '';
  while (!answer.endsWith('\r\n')) {
    const data = socket_read(database, 1024);
    if (data === null || data!.byteLength == 0) throw new Error('the database has gone');
    answer += String.UTF8.decode(data!);
  }
  return answer.slice(1, -2);
}

export function respond(query: string): string {
  if (!query.startsWith('who=')) throw new Error('who?');
  const who = query.slice(4);
  return `Hello, ${who}! You were here ${ask(['INCR', 'visits:' + who])} times.\n`;
}
