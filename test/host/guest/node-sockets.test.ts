// What whoever shares a socket with Node may do to it: here, by a descriptor of the test's own.
import type { Socket as DatagramSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { letGo, type NodeSocket, nodeSocketOf } from '#host/guest/node-sockets';
import { getOption } from '#host/os/get-option';
import * as libc from '#host/os/libc';
import { platform } from '#host/os/platform';
import {
  encode,
  guestWith,
  inet,
  type Instance,
  outcomeOf,
  passed,
  portOf,
  type TestGuest,
} from '../../support/host-sockets.ts';

const duplicate: (fd: number) => number = libc.libc.func('int dup(int fd)');

const guest = (): TestGuest => guestWith({ bind: ['127.0.0.1:0'], connect: ['127.0.0.1'] });

/** A socket of Node's that a guest's socket is shared with. */
async function shared({ ownOf }: TestGuest, socket: Instance): Promise<NodeSocket> {
  const made = await nodeSocketOf(duplicate(ownOf(socket).fd));
  let isOpen = true;
  made.once('close', () => (isOpen = false));
  onTestFinished(() => {
    if (isOpen) letGo(made);
  });
  return made;
}

describe('a socket that a guest shares with Node', () => {
  test('is closed if it is a listener that is shut down', async () => {
    const own = guest();
    const listener = own.Socket.create('inet', 'stream', 0);
    listener.bind(inet(0));
    listener.listen(1);
    const server = await shared(own, listener);
    listener.shutdown('both');
    expect(await once(server, 'close')).toEqual([]);
  });

  test.each(['both', 'read'] as const)(
    'hears nothing more if it is for datagrams, and is shut down (%s)',
    async (how) => {
      const own = guest();
      const socket = own.Socket.create('inet', 'dgram', 0);
      socket.bind(inet(0));
      const taken = (await shared(own, socket)) as DatagramSocket;
      expect(outcomeOf(() => socket.shutdown(how))).toBe('enotconn');
      expect(String(await once(taken, 'error'))).toContain('the socket was shut down');
      // Closing it is no error.
      taken.close();
      await once(taken, 'close');
    },
  );

  test('is closed if reports wait in it that nobody takes: of data that was sent without a copy', async () => {
    const server = createServer((peer) => peer.resume()).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const own = guest();
    const socket = own.Socket.create('inet', 'stream', 0);
    socket.connect(inet((server.address() as AddressInfo).port));
    socket.setOption('so-zerocopy', { tag: 'integer', val: 1 });
    const taken = (await shared(own, socket)) as Socket;
    taken.resume();
    const closed = once(taken, 'close');
    socket.send(new Uint8Array(100_000), { zerocopy: true });
    expect(await closed).toEqual([false]);
  });
});

test('one that is open stays open, and hears', async () => {
  const own = guest();
  const socket = own.Socket.create('inet', 'dgram', 0);
  socket.bind(inet(0));
  const taken = await shared(own, socket);
  const heard = once(taken, 'message');
  own.Socket.create('inet', 'dgram', 0).sendTo(encode('hello'), {}, inet(portOf(socket)));
  expect(String((await heard)[0])).toBe('hello');
});

describe('reports of errors, at which Node 26 would abort', () => {
  const on = { tag: 'integer', val: 1 } as const;

  test('are off in a socket that Node gets, and those that wait are dropped', async () => {
    const own = guest();
    const socket = own.Socket.create('inet', 'dgram', 0);
    socket.bind(inet(0));
    socket.setBlocking(false);
    socket.setOption('ip-recverr', on);
    const closed = own.Socket.create('inet', 'dgram', 0);
    closed.bind(inet(0));
    const port = portOf(closed);
    // What nobody has is refused.
    libc.close(own.ownOf(closed).fd);
    own.ownOf(closed).fd = -1;
    socket.sendTo(encode('x'), {}, inet(port));
    const { fd } = own.ownOf(socket);
    expect(libc.readyEvents(fd, 0) & platform.POLLERR).toBe(platform.POLLERR);
    await shared(own, socket);
    expect(getOption(fd, 'ip-recverr')).toEqual({ tag: 'integer', val: 0 });
    expect(outcomeOf(() => socket.receiveMessage(1, 100, { errqueue: true }))).toBe('eagain');
  });

  test.each([
    ['inet', 'ip-recverr'],
    ['inet6', 'ipv6-recverr'],
    ['inet6', 'ip-recverr'],
  ] as const)('are not turned on in one that others have: %s, %s', (family, name) => {
    const own = guest();
    const socket = own.Socket.create(family, 'dgram', 0);
    socket.setOption(name, on);
    const copy = passed(own, socket, own);
    for (const each of [socket, copy]) {
      each.setOption(name, { tag: 'integer', val: 0 });
      expect(outcomeOf(() => each.setOption(name, on))).toBe('eacces');
    }
    own.Socket.create(family, 'dgram', 0).setOption(name, on);
  });
});
