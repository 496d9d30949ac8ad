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

/** A line of proc(5)'s tables of IPv4 sockets. */
interface Entry {
  localPort: number;
  remotePort: number;
  /** Two hexadecimal digits, as the kernel numbers TCP's states. */
  state: string;
  inode: string;
}

function entries(protocol: 'tcp' | 'udp'): Entry[] {
  const port = (address: string) => parseInt(address.split(':')[1] ?? '', 16);
  const lines = readFileSync(`/proc/net/${protocol}`, 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => {
    const [, local = '', remote = '', state = '', , , , , , inode = ''] = line.trim().split(/\s+/);
    return { localPort: port(local), remotePort: port(remote), state, inode };
  });
}

/** States in which a peer may begin: listening for TCP, without a peer for UDP. */
const OPEN_TO_PEERS = { tcp: '0A', udp: '07' } as const;

/** The port that a process serves over IPv4, as soon as it does. For a program that does not tell. */
export async function servedPort(pid: number, protocol: keyof typeof OPEN_TO_PEERS): Promise<number> {
  while (true) {
    const inodes = new Set(descriptorsOf(String(pid)).map((line) => /socket:\[(\d+)\]/.exec(line)?.[1]));
    const served = entries(protocol).find(
      (entry) => entry.state === OPEN_TO_PEERS[protocol] && inodes.has(entry.inode),
    );
    if (served !== undefined && served.localPort > 0) return served.localPort;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const FIN_WAIT1 = '04';

/** Settles when the other end of a connection has ended it, and this end has no room to take note. */
export async function sendsEnd(localPort?: number, remotePort?: number): Promise<void> {
  const isEnding = (entry: Entry) =>
    entry.localPort === remotePort && entry.remotePort === localPort && entry.state === FIN_WAIT1;
  while (!entries('tcp').some(isEnding)) await new Promise((resolve) => setImmediate(resolve));
}
