// A server that was not written for this: the MQTT broker Mosquitto, as it is, with Debian's own clients.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kill } from 'node:process';
import { beforeAll, describe, expect, test } from 'vitest';
import { bothWays, cc, hasWasiCompiler } from '../support/c-guests.ts';
import { Command, MAIN } from '../support/command-line.ts';
import { fetched, unpacked } from '../support/debian-source.ts';
import { freePort } from '../support/peer.ts';
import { installed } from '../support/services.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const MOSQUITTO = {
  builds: 'mosquitto-clients',
  archive: 'mosquitto_2.0.11.orig.tar.gz',
  sha256: '7b36a7198bce85cf31b132f5c6ee36dcf5dadf86fb768501eb1e11ce95d4f78a',
};

/** What its Makefile defines, of what needs neither another library nor threads. */
const FEATURES = ['BRIDGE', 'CONTROL', 'EPOLL', 'MEMORY_TRACKING', 'PERSISTENCE', 'SYS_TREE', 'UNIX_SOCKETS'];

const canRun = hasWasiCompiler && installed('mosquitto_pub');
const archive = canRun ? fetched(MOSQUITTO) : undefined;
const source = archive === undefined ? '' : unpacked(archive);
const guest = join(source, 'mosquitto.wasm');
/** As `bothWays` names them. */
const GUESTS = [
  ['core', guest],
  ['component', join(source, 'mosquitto.component.wasm')],
] as const;

/** The files that the broker consists of, as its Makefile lists them. */
function sources(): string[] {
  const makefile = readFileSync(join(source, 'src/Makefile'), 'utf8');
  const list = /^OBJS=((?:.*\\\n)*.*)/m.exec(makefile)?.[1] ?? '';
  return Array.from(list.matchAll(/(\w+)\.o/g), ([, name]) => {
    const own = join(source, 'src', `${name}.c`);
    return existsSync(own) ? own : join(source, 'lib', `${name}.c`);
  });
}

/** A broker with this configuration, which it reads from its standard input; it has begun to listen. */
async function startBroker(
  broker: string,
  configuration: readonly string[],
  allowed: readonly string[],
): Promise<Command> {
  const input = ['allow_anonymous true', ...configuration, ''].join('\n');
  const args = [MAIN, 'run', broker, ...allowed, '--', '-v', '-c', '/dev/stdin'];
  const running = new Command(process.execPath, args, input);
  await running.printed(/version 2\.0\.11 running/, 'stderr');
  return running;
}

describe.skipIf(archive === undefined)('Mosquitto, unmodified', () => {
  beforeAll(async () => {
    const defines = ['-DWITH_BROKER', '-DVERSION="2.0.11"', ...FEATURES.map((name) => `-DWITH_${name}`)];
    const includes = ['.', 'include', 'src', 'lib', 'deps'].map((name) => `-I${join(source, name)}`);
    const { status, output } = cc([...defines, ...includes, ...sources(), '-o', guest]);
    if (status !== 0 || output !== '') throw new Error(output);
    await bothWays(guest);
  }, 300_000);

  test.each(GUESTS)(
    'serves several clients: retained messages, QoS 1, long ones, and the will of one that is killed (%s)',
    async (_, linked) => {
      const port = await freePort();
      const path = join(temporaryDirectory(), 's');
      const listeners = [`listener ${port} 127.0.0.1`, `listener 0 ${path}`];
      const broker = await startBroker(linked, listeners, ['--allow-bind', `127.0.0.1:${port},unix:${path}`]);
      const tcp = ['-h', '127.0.0.1', '-p', String(port)];
      const publish = (...args: string[]) => new Command('mosquitto_pub', [...tcp, '-q', '1', ...args]).exited;
      const subscribe = async (id: string, where: readonly string[], ...args: string[]) => {
        const client = new Command('mosquitto_sub', [...where, '-i', id, '-q', '1', ...args]);
        await broker.printed(new RegExp(`Sending SUBACK to ${id}\\b`), 'stderr');
        return client;
      };

      expect(await publish('-r', '-t', 'house/light', '-m', 'on')).toBe(0);
      const ways = [tcp, tcp, ['--unix', path]];
      const all = ['-v', '-C', '4', '-t', 'house/#'];
      const clients = await Promise.all(ways.map((where, index) => subscribe(`client${index}`, where, ...all)));
      expect(await publish('-t', 'house/door', '-m', 'open')).toBe(0);
      const long = 'x'.repeat(100_000);
      expect(await publish('-t', 'house/attic', '-m', long)).toBe(0);
      const will = ['--will-topic', 'house/doomed', '--will-payload', 'gone', '--will-qos', '1'];
      const doomed = await subscribe('doomed', tcp, ...will, '-t', 'none');
      kill(doomed.pid, 'SIGKILL');

      for (const client of clients) {
        expect(await client.exited).toBe(0);
        expect(client.stdout).toBe(`house/light on\nhouse/door open\nhouse/attic ${long}\nhouse/doomed gone\n`);
      }
    },
  );

  test.each(GUESTS)('two brokers make a bridge: one connects to the other (%s)', async (_, linked) => {
    const [port, far] = [await freePort(), await freePort()];
    await startBroker(linked, [`listener ${far} 127.0.0.1`], ['--allow-bind', `127.0.0.1:${far}`]);
    const bridge = ['connection up', `address 127.0.0.1:${far}`, 'topic news/# in 1'];
    const near = await startBroker(
      linked,
      [`listener ${port} 127.0.0.1`, ...bridge],
      ['--allow-bind', `127.0.0.1:${port}`, '--allow-connect', `127.0.0.1:${far}`],
    );
    await near.printed(/Received SUBACK/, 'stderr');
    const reader = new Command('mosquitto_sub', ['-p', String(port), '-C', '1', '-t', 'news/#']);
    await near.printed(/Sending SUBACK/, 'stderr');
    const writer = new Command('mosquitto_pub', ['-p', String(far), '-q', '1', '-t', 'news/today', '-m', 'none']);
    expect(await writer.exited).toBe(0);
    expect(await reader.exited).toBe(0);
    expect(reader.stdout).toBe('none\n');
  });

  test.each(GUESTS)('without a permission it cannot listen, and says so (%s)', async (_, linked) => {
    const broker = new Command(process.execPath, [MAIN, 'run', linked, '--', '-p', '1883']);
    expect(await broker.exited).toBe(1);
    expect(broker.stderr).toContain('bind to 127.0.0.1:1883 denied');
    expect(broker.stderr).toContain('Error: Permission denied');
  });
});
