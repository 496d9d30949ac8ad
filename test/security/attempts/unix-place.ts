// A directory that a guest may write, with sockets in it and beside it, and what the guest does there, by both of WASI's versions.
import { mkdirSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Host, type HostOptions } from 'wasock';
import { type Directories, openDirectories } from '#host/files/directories';
import type { Waiter } from '#host/wait/waiter';
import { FileGuest } from '../../support/files.ts';
import { guestWith, type Instance, outcomeOf, unix } from '../../support/host-sockets.ts';
import { Preview1 } from '../../support/preview1.ts';
import { temporaryDirectory } from '../../support/temporary.ts';

/** What a guest does with its first directory. Each returns whether it was done, or why not. */
export interface Files {
  rename(from: string, to: string): Outcome;
  link(from: string, to: string): Outcome;
  symlink(text: string, path: string): Outcome;
}

export type Outcome = 'done' | 'not permitted' | number | string;

/** A guest with directories: its host, and what it does with them. */
export type Route = (dirs: Directories, options: HostOptions, waiter?: Waiter) => { host: Host; files: Files };

export const ROUTES: readonly [name: string, route: Route][] = [
  ['WASI preview 1', preview1],
  ['WASI 0.2', wasip2],
];

export function preview1(...[dirs, options, waiter]: Parameters<Route>): ReturnType<Route> {
  const host = new Host(options, waiter && { waiter });
  onTestFinished(() => host.close());
  const wasi = new Preview1({}, { directories: openDirectories(dirs, host.context) });
  const [one, other] = [1024, 16_384];
  const told = (errno: unknown): Outcome => (errno === 0 ? 'done' : errno === 63 ? 'not permitted' : Number(errno));
  const files: Files = {
    rename: (from, to) => told(wasi.call('path_rename', 3, ...wasi.put(one, from), 3, ...wasi.put(other, to))),
    link: (from, to) => told(wasi.call('path_link', 3, 0, ...wasi.put(one, from), 3, ...wasi.put(other, to))),
    symlink: (text, path) => told(wasi.call('path_symlink', ...wasi.put(one, text), 3, ...wasi.put(other, path))),
  };
  return { host, files };
}

function wasip2(...[dirs, options]: Parameters<Route>): ReturnType<Route> {
  const own = new FileGuest(dirs, options);
  const [root] = own.directories;
  const told = (method: string, ...args: readonly unknown[]): Outcome => {
    const result = own.on(root, method, ...args);
    return result === undefined ? 'done' : result.err === 'not-permitted' ? 'not permitted' : result.err;
  };
  const files: Files = {
    rename: (from, to) => told('rename-at', from, root, to),
    link: (from, to) => told('link-at', {}, from, root, to),
    symlink: (text, path) => told('symlink-at', text, path),
  };
  return { host: own.host, files };
}

/**
 * A directory of a guest's, `w`, with links of the host's, and one of secrets beside it: `D` in rules stands for what holds both.
 * In each place is a socket that takes datagrams, and one that takes connections.
 */
export class Place {
  readonly outside = temporaryDirectory();
  readonly #all = guestWith({ all: true });
  readonly #sockets: Instance[] = [];

  constructor() {
    for (const path of ['secret', 'inner', 'w/allowed', 'w/denied/below', 'w/a/b', 'w/h']) {
      mkdirSync(join(this.outside, path), { recursive: true });
    }
    for (const path of ['secret', 'inner', 'w', 'w/denied/below']) {
      this.bind(`${path}/admin.stream`, 'stream');
      this.bind(`${path}/admin.dgram`, 'dgram');
    }
    symlinkSync(join(this.outside, 'secret'), join(this.outside, 'w/run'));
    symlinkSync('../secret', join(this.outside, 'w/up'));
    symlinkSync('../../inner', join(this.outside, 'w/a/b/up'));
    symlinkSync(join(this.outside, 'secret'), join(this.outside, 'w/h/absolute'));
    symlinkSync('admin.stream', join(this.outside, 'w/host.stream'));
  }

  at(path: string): string {
    return join(this.outside, path);
  }

  bind(path: string, type: 'stream' | 'dgram'): Instance {
    const socket = this.#all.Socket.create('unix', type, 0);
    socket.bind(unix(this.at(path)));
    if (type === 'stream') socket.listen(8);
    socket.setBlocking(false);
    this.#sockets.push(socket);
    return socket;
  }

  unlink(path: string): void {
    unlinkSync(this.at(path));
  }

  /** Whether any of the sockets was reached. */
  get isReached(): boolean {
    const isTaken = (take: () => unknown): boolean => typeof outcomeOf(take) !== 'string';
    return this.#sockets.some((socket) => isTaken(() => socket.accept()) || isTaken(() => socket.receive(1, {})));
  }

  /** The rules of a guest, for a place. */
  rules(...patterns: readonly string[]): string[] {
    return patterns.map((pattern) => `unix:${this.outside}/${pattern}`);
  }
}
