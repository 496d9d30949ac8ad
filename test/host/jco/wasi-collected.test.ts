// A host whose component nothing refers to any more is closed, whichever of its imports the component had.
import { expect, test } from 'vitest';
import { createHost } from 'wasock/host';
import { openSockets } from '../../support/descriptors.ts';
import { collectGarbage } from '../../support/garbage.ts';

const ANYWHERE = { tag: 'ipv4', val: { port: 0, address: [127, 0, 0, 1] } };

test('an object of WASI keeps its host open, and nothing else does', async () => {
  const before = openSockets();
  const startBind = (): unknown => {
    const { imports } = createHost({ policy: { all: true } });
    const socket = Object(imports['wasi:sockets/tcp-create-socket']).createTcpSocket('ipv4');
    socket.startBind(Object(imports['wasi:sockets/instance-network']).instanceNetwork(), ANYWHERE);
    return socket;
  };
  let kept: unknown = startBind();
  startBind();
  await expect.poll(() => (collectGarbage(), openSockets().length)).toBe(before.length + 1);
  expect(Object(kept).finishBind()).toBeUndefined();
  kept = undefined;
  await expect.poll(() => (collectGarbage(), openSockets())).toEqual(before);
});
