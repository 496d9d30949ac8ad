// A host whose component nothing refers to any more is closed, whichever of its imports the component had.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { createHost } from 'wasock/host';
import { openSockets } from '../../support/descriptors.ts';

const ANYWHERE = { tag: 'ipv4', val: { port: 0, address: [127, 0, 0, 1] } };

test('an object of WASI keeps its host open, and nothing else does', async () => {
  setFlagsFromString('--expose-gc');
  const gc: () => void = runInNewContext('gc');
  const before = openSockets();
  const startBind = (): unknown => {
    const { imports } = createHost({ policy: { all: true } });
    const socket = Object(imports['wasi:sockets/tcp-create-socket']).createTcpSocket('ipv4');
    socket.startBind(Object(imports['wasi:sockets/instance-network']).instanceNetwork(), ANYWHERE);
    return socket;
  };
  let kept: unknown = startBind();
  startBind();
  await expect.poll(() => (gc(), openSockets().length)).toBe(before.length + 1);
  expect(Object(kept).finishBind()).toBeUndefined();
  kept = undefined;
  await expect.poll(() => (gc(), openSockets())).toEqual(before);
});
