import type { Directories } from '../files/directories.ts';
import type { SocketContext } from '../socket/host-socket.ts';

/** What the interfaces of one guest share. */
export interface WasiEnvironment {
  /** Its sockets, policy, limits, and how it waits. */
  readonly context: SocketContext;
  /** The arguments, beginning with the program's name. */
  readonly args: readonly string[];
  /** The environment. There are no other variables. */
  readonly env: Readonly<Record<string, string>>;
  /** Descriptors of this process that are the standard streams. */
  readonly stdin: number;
  readonly stdout: number;
  readonly stderr: number;
  /** Is told of what it writes to standard error, which lies there until this returns. */
  readonly onError?: ((address: number, length: number) => void) | undefined;
  /** Directories that it has, by the guest's paths; by default none. */
  readonly dirs?: Directories | undefined;
}
