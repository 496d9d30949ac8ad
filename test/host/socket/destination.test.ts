// Where a path leads that somebody exchanges in the middle of a system call.
import { renameSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Host } from 'wasock';
import { errnoNumber } from '#host/os/errno';
import * as libc from '#host/os/libc';
import { SOCKADDR_SIZE } from '#host/os/sockaddr';
import { create } from '#host/socket/create';
import { type Destination, destination } from '#host/socket/destination';
import type { HostSocket } from '#host/socket/host-socket';
import { unix } from '../../support/host-sockets.ts';
import { temporaryDirectory } from '../../support/temporary.ts';

/** Listens at a path, and says whether somebody has connected. */
async function server(path: string): Promise<() => boolean> {
  let isReached = false;
  const listening = createServer((connection) => {
    isReached = true;
    connection.end();
  }).listen(path);
  await once(listening, 'listening');
  onTestFinished(() => void listening.close());
  return () => isReached;
}

function link(target: string, path: string): void {
  symlinkSync(target, `${path}.new`);
  renameSync(`${path}.new`, path);
}

/** A socket of a guest that may change paths in the directory, and reach these. */
function socketOf(connect: readonly string[]): HostSocket {
  const host = new Host({ policy: { connect: connect.map((path) => `unix:${path}`) } });
  onTestFinished(() => host.close());
  host.context.changesPaths = true;
  return create(host.context, 'unix', 'stream', 0) as HostSocket;
}

const address = new libc.Scratch(SOCKADDR_SIZE);

test('a link that is exchanged after the policy was asked leads nowhere else', async () => {
  const directory = temporaryDirectory();
  const [right, wrong, path] = ['right', 'wrong', 'link'].map((name) => join(directory, name)) as [
    string,
    string,
    string,
  ];
  const [isReached, isWronglyReached] = [await server(right), await server(wrong)];
  link('right', path);
  const socket = socketOf([right, path]);
  const to = destination(socket, unix(path)) as Destination;
  const outcome = to.reach(address.view, (length) => {
    link('wrong', path);
    return libc.connect(socket.fd, address.address, length);
  });
  expect(outcome).toBe(0);
  while (!isReached() && !isWronglyReached()) await new Promise((resolve) => setImmediate(resolve));
  expect(isWronglyReached()).toBe(false);
});

test('what has become a link since is not followed', async () => {
  const directory = temporaryDirectory();
  const [wrong, path] = ['wrong', 'path'].map((name) => join(directory, name)) as [string, string];
  await server(wrong);
  const socket = socketOf([path]);
  const to = destination(socket, unix(path)) as Destination;
  link('wrong', path);
  const none = (): number => {
    throw new Error('the system is asked');
  };
  expect(to.reach(address.view, none)).toBe(-errnoNumber('eacces'));
});
