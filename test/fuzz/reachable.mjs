// What strangers can reach of this process: its sockets in the tables of proc(5), by inode.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** The tables of sockets that have an address, or take whatever comes; the column of the inode in each. */
const TABLES = [
  ...['tcp', 'tcp6', 'udp', 'udp6', 'udplite', 'udplite6', 'raw', 'raw6'].map((name) => ({ name, inode: 9 })),
  { name: 'packet', inode: 8 },
];

/** In /proc/net/unix: the inode, and the name of a socket that has one. */
const UNIX = { inode: 6, path: 7 };

/** The numbers of this process' descriptors. */
export function descriptors() {
  return readdirSync('/proc/self/fd').map(Number);
}

/** The inodes of this process' sockets. */
function ownSockets() {
  return new Set(
    descriptors().flatMap((fd) => {
      try {
        const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/self/fd/${fd}`))?.[1];
        return inode === undefined ? [] : [inode];
      } catch {
        return [];
      }
    }),
  );
}

/** The sockets of this process that have an address: `udp 00000000:A1B2`. @returns {string[]} */
export function reachable() {
  const own = ownSockets();
  if (own.size === 0) return [];
  const internet = TABLES.flatMap(({ name, inode }) =>
    rows(name).flatMap((row) => (own.has(row[inode]) ? [`${name} ${row[1]}`] : [])),
  );
  const local = rows('unix').flatMap((row) =>
    own.has(row[UNIX.inode]) && row[UNIX.path] !== undefined ? [`unix ${row[UNIX.path]}`] : [],
  );
  return [...internet, ...local];
}

function rows(table) {
  let text = '';
  try {
    text = readFileSync(`/proc/net/${table}`, 'utf8');
  } catch {
    // This kernel lacks the family.
  }
  const lines = text.split('\n').slice(1, -1);
  return lines.map((line) => line.trim().split(/\s+/));
}
