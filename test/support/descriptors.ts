// What a process has open.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Every open descriptor with what it refers to, as `7 -> socket:[1234]`, in the order of the numbers. */
export function openDescriptors(): string[] {
  return descriptorsOf('self');
}

function descriptorsOf(process: string): string[] {
  const numbers = readdirSync(`/proc/${process}/fd`).map(Number);
  return numbers.sort((a, b) => a - b).flatMap((number) => describe(process, number));
}

/** The sockets among them: what a guest may leak even while the test runner opens files of its own. */
export function openSockets(): string[] {
  return openDescriptors().filter((descriptor) => descriptor.includes('socket:'));
}

/** The descriptor that lists the directory is gone by the time it is asked about. */
function describe(process: string, number: number): string[] {
  try {
    return [`${number} -> ${readlinkSync(`/proc/${process}/fd/${number}`)}`];
  } catch {
    return [];
  }
}

/** States of proc(5)'s tables of sockets in which a peer may begin: listening for TCP, without a peer for UDP. */
const OPEN_TO_PEERS = { tcp: '0A', udp: '07' } as const;

/** The port that a process serves over IPv4, as soon as it does. For a program that does not tell. */
export async function servedPort(pid: number, protocol: keyof typeof OPEN_TO_PEERS): Promise<number> {
  while (true) {
    const inodes = new Set(descriptorsOf(String(pid)).map((line) => /socket:\[(\d+)\]/.exec(line)?.[1]));
    for (const line of readFileSync(`/proc/net/${protocol}`, 'utf8').split('\n')) {
      const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
      const port = parseInt(local.split(':')[1] ?? '', 16);
      if (port > 0 && state === OPEN_TO_PEERS[protocol] && inodes.has(inode)) return port;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}
