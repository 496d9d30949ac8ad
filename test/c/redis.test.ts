// Redis, server and command line, from Debian's source, beside Debian's own. One file of it is the test's: its background jobs,
// which are threads.
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { bothWays, hasWasiCompiler } from '../support/c-guests.ts';
import { compiled, type CProgram } from '../support/c-program.ts';
import { Command, MAIN } from '../support/command-line.ts';
import { fetched } from '../support/debian-source.ts';
import { freePort } from '../support/peer.ts';
import { installed, startRedis } from '../support/services.ts';

const SOURCE = {
  builds: 'redis-server',
  archive: 'redis_7.0.15.orig.tar.gz',
  sha256: '4b1dc4ee6d622a09fff9c6777191209750fb5e5a725ef78ea012d6eef4c22982',
  written: {
    'src/release.h': '#define REDIS_GIT_SHA1 "00000000"\n#define REDIS_GIT_DIRTY "0"\n#define REDIS_BUILD_ID "0"\n',
  },
  flags: (source: string) => [
    '-O1',
    '-D_GNU_SOURCE',
    '-DHAVE_EPOLL',
    '-DENABLE_CJSON_GLOBAL',
    '-DHDR_MALLOC_INCLUDE="hdr_redis_malloc.h"',
    '-iquote',
    `${source}/src`,
    ...['hiredis', 'linenoise', 'lua/src', 'hdr_histogram'].map((name) => `-I${source}/deps/${name}`),
  ],
};

const HIREDIS = { in: 'deps/hiredis', match: /^(alloc|async|hiredis|net|read|sds|sockcompat)\.c$/ };

const SERVER: CProgram = {
  ...SOURCE,
  name: 'redis-server',
  files: [
    // The others have a `main` of their own, or are a part of another file.
    { in: 'src', match: /^(?!bio\.|redis-(benchmark|cli)|redisassert|ae_|cli_common)\w.*\.c$/ },
    fileURLToPath(new URL('programs/redis-bio.c', import.meta.url)),
    HIREDIS,
    { in: 'deps/lua/src', match: /^(?!lua\.|luac\.|print\.).*\.c$/ },
    'deps/hdr_histogram/hdr_histogram.c',
  ],
};

const CLI: CProgram = {
  ...SOURCE,
  name: 'redis-cli',
  files: [
    {
      in: 'src',
      match:
        /^(adlist|ae|anet|cli_common|crc16|crc64|crcspeed|dict|monotonic|mt19937-64|redis-cli|redisassert|release|siphash|zmalloc)\.c$/,
    },
    HIREDIS,
    'deps/linenoise/linenoise.c',
  ],
};

/** Commands of each kind of value, and programs in Lua that fail and go on: what is answered is the same everywhere. */
const SCRIPT = `SET greeting hello
APPEND greeting " socket"
GET greeting
INCRBYFLOAT ratio 10.5
SETEX later 100 x
TTL none
RPUSH list a b c
LRANGE list 0 -1
SADD set x
SCARD set
HSET hash k v
HGETALL hash
ZADD sorted 1 one 2 two
ZRANGE sorted 0 -1 WITHSCORES
XADD stream 1-1 k v
XRANGE stream - +
INCR greeting
PFADD log a b c
PFCOUNT log
SETBIT bits 7 1
BITCOUNT bits
GEOADD places 13.36 38.11 Palermo
GEOHASH places Palermo
EVAL "return {KEYS[1], #ARGV}" 1 k a b
EVAL "error('wrong')" 0
EVAL "return redis.pcall('incr', 'list')" 0
EVAL "return cjson.encode({1, 2})" 0
MULTI
INCR counter
INCR counter
EXEC
UNLINK list
EXISTS list
FLUSHALL ASYNC
DBSIZE
CONFIG GET save
OBJECT ENCODING none
NONSENSE
`;
const canRun = hasWasiCompiler && installed('redis-server');
const archive = canRun ? fetched(SOURCE) : undefined;

describe.skipIf(archive === undefined)('Redis', () => {
  let servers: readonly string[] = [];
  let clients: readonly string[] = [];

  beforeAll(async () => {
    servers = await bothWays((await compiled(SERVER, archive ?? '')).guest);
    clients = await bothWays((await compiled(CLI, archive ?? '')).guest);
  }, 300_000);

  /** What is answered to the script, by Debian's command line or another. */
  async function answers(port: number, file: string, args: readonly string[]): Promise<string> {
    const client = new Command(file, [...args, '-h', '127.0.0.1', '-p', String(port)], SCRIPT);
    expect(await client.exited).toBe(0);
    return client.stdout;
  }

  async function startGuest(way: number): Promise<number> {
    const port = await freePort();
    const options = ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no'];
    const running = [MAIN, 'run', servers[way] ?? '', `--allow-bind=127.0.0.1:${port}`, '--', ...options];
    await new Command(process.execPath, running).printed(/Ready to accept connections/);
    return port;
  }

  test.each([
    ['core', 0],
    ['component', 1],
  ] as const)('a server answers as Debian’s does (%s)', async (_, way) => {
    const expected = await answers((await startRedis()).port, 'redis-cli', []);
    expect(expected).toContain('hello socket');
    expect(expected.split('\n').length).toBeGreaterThan(SCRIPT.split('\n').length);
    expect(await answers(await startGuest(way), 'redis-cli', [])).toBe(expected);
  });

  test('a command line asks as Debian’s does', async () => {
    const { port } = await startRedis();
    const expected = await answers(port, 'redis-cli', []);
    for (const client of clients)
      expect(
        await answers(port, process.execPath, [MAIN, 'run', client, `--allow-connect=127.0.0.1:${port}`, '--']),
      ).toBe(expected);
  });

  test('a server serves 50 clients of redis-benchmark at once, and pipelines', async () => {
    const port = String(await startGuest(0));
    for (const pipeline of ['1', '16']) {
      const args = [
        '-h',
        '127.0.0.1',
        '-p',
        port,
        '-c',
        '50',
        '-n',
        '2000',
        '-P',
        pipeline,
        '-q',
        '--csv',
        '-t',
        'ping,set,get,lpush,mset',
      ];
      const load = new Command('redis-benchmark', args);
      expect(await load.exited).toBe(0);
      expect(load.stdout.match(/^"(PING_INLINE|PING_MBULK|SET|GET|LPUSH|MSET \(10 keys\))","[\d.]+"/gm)).toHaveLength(
        6,
      );
    }
  });
});
