// Every way to start a guest reads options and rules alike: what is none is refused, and nothing inherited counts.
import { fileURLToPath } from 'node:url';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type HostOptions, runGuest, spawnGuest } from 'wasock';
import { type Configured, configure, createHost } from 'wasock/host';
import { createPhp } from 'wasock/php';
import { compileCached } from '#host/build/cache';
import { Host } from '#host/host';
import { CACHE, openOutput } from '../support/guest.ts';
import { v4 } from '../support/socket-addresses.ts';

const ASKS = fileURLToPath(new URL('../cli/guests/asks.ts', import.meta.url));

let wasm: Uint8Array;
beforeAll(async () => {
  wasm = await parse('(module (memory (export "memory") 1) (func (export "_start")))');
});

let configured: Configured | undefined;
afterEach(() => configured?.close());

const ROUTES: [name: string, start: (options: HostOptions) => Promise<unknown>][] = [
  ['runGuest', (options) => runGuest(wasm, options)],
  ['spawnGuest', async (options) => spawnGuest(wasm, options).exited],
  ['createHost of wasock/host', async (options) => createHost(options).close()],
  [
    'configure of wasock/host',
    async (options) => {
      configured?.close();
      configured = configure(options);
    },
  ],
  ['createPhp of wasock/php', async (options) => createPhp(options).close()],
];

const OPTION = 'ERR_WASOCK_OPTION';
const POLICY = 'ERR_WASOCK_POLICY';

describe.each(ROUTES)('%s', (_, start) => {
  test.each([
    ['null', OPTION, 'null is not a valid option: expected an object'],
    ['"all"', OPTION, 'all is not a valid option: expected an object'],
    ['{"connect": ["*"]}', OPTION, "'connect' is not a valid option: expected one of policy, "],
    ['{"allowAll": true}', OPTION, "'allowAll' is not a valid option"],
    ['{"__proto__": {"policy": {"all": true}}}', OPTION, "'__proto__' is not a valid option"],
    ['{"policy": "all"}', OPTION, "'policy' is not a valid option: expected "],
    ['{"policy": ["all"]}', OPTION, "'policy' is not a valid option: expected "],
    ['{"policy": null}', OPTION, "'policy' is not a valid option: expected "],
    ['{"onDenied": true}', OPTION, "'onDenied' is not a valid option: expected a function"],
    ['{"onWarning": {}}', OPTION, "'onWarning' is not a valid option: expected a function"],
    ['{"policy": {"allowAll": true}}', POLICY, "'allowAll' is not a valid rule: expected one of all, connect, "],
    ['{"policy": {"deny": ["*"]}}', POLICY, "'deny' is not a valid rule"],
    ['{"policy": {"__proto__": {"all": true}}}', POLICY, "'__proto__' is not a valid rule"],
    ['{"policy": {"all": 1}}', POLICY, "'all' is not a valid rule: expected true or false"],
    ['{"policy": {"connect": "*"}}', POLICY, "'connect' is not a valid rule: expected a list of patterns"],
    ['{"policy": {"denyBind": [1]}}', POLICY, "'denyBind' is not a valid rule: expected a list of patterns"],
    [
      '{"policy": {"connect": ["127.0.0.1:http"]}}',
      POLICY,
      "'127.0.0.1:http' is not a valid rule: expected after ':' a",
    ],
    ['{"policy": {"denyLookup": ["a b"]}}', POLICY, "'a b' is not a valid rule: expected a host name"],
    ['{"policy": {"lookupTtlSeconds": true}}', POLICY, "'lookupTtlSeconds' is not a valid rule: expected a number of"],
  ])('refuses %s', async (json, code, message) => {
    const options: HostOptions = JSON.parse(json);
    const error: unknown = await start(options).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, message: expect.stringContaining(message) });
  });

  test('takes every rule there is', async () => {
    const policy = {
      all: false,
      connect: ['tcp:private:80', 'a.test'],
      denyConnect: ['udp:*'],
      bind: ['127.0.0.1'],
      denyBind: ['*:0-1023'],
      lookup: ['*.test'],
      denyLookup: ['b.test'],
      raw: false,
      multicast: false,
      lookupTtlSeconds: null,
      $schema: './policy.schema.json',
    };
    const bare = Object.assign(Object.create(null), { policy: Object.assign(Object.create(null), policy) });
    for (const options of [{ policy }, bare]) await expect(start(options)).resolves.not.toBeInstanceOf(Error);
  });
});

test('nothing that options inherit counts', () => {
  for (const options of [Object.create({ policy: { all: true } }), { policy: Object.create({ all: true }) }]) {
    const host = new Host(options);
    expect(host.context.policy.checkConnect(v4('127.0.0.1'), 'tcp')).toBeDefined();
    host.configure(options);
    expect(host.context.policy.checkConnect(v4('127.0.0.1'), 'tcp')).toBeDefined();
    host.close();
  }
});

test("a component's wasi:sockets know the rules", async () => {
  const component = await compileCached(ASKS, CACHE, { target: 'wasip2' });
  const connecting = async (policy: HostOptions['policy'] & {}) => {
    const { descriptor, lines } = openOutput();
    const args = ['guest', 'connect=127.0.0.1=9'];
    await runGuest(component, { policy, args, stdout: descriptor, onWarning() {}, stderr: descriptor });
    return lines().at(-1);
  };
  expect(await connecting({ all: true })).toBe('connect=127.0.0.1=9 111');
  expect(await connecting({ all: true, denyConnect: ['192.0.2.1'] })).toBe('connect=127.0.0.1=9 111');
  expect(await connecting({ all: true, denyConnect: ['127.0.0.1'] })).toBe('connect=127.0.0.1=9 13');
  expect(await connecting(() => true)).toBe('connect=127.0.0.1=9 111');
  expect(await connecting(() => false)).toBe('connect=127.0.0.1=9 13');
});
