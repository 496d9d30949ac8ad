import { describe, expect, test } from 'vitest';
import { parseCommand } from '#host/cli/flags';

const NOTHING = {
  all: false,
  connect: [],
  denyConnect: [],
  bind: [],
  denyBind: [],
  lookup: [],
  denyLookup: [],
  raw: false,
  multicast: false,
};

describe('wasock run', () => {
  test('takes a guest and allows nothing by itself', () => {
    expect(parseCommand(['run', 'guest.ts'])).toEqual({
      name: 'run',
      guest: 'guest.ts',
      args: [],
      env: {},
      dirs: {},
      listeners: {},
      policy: NOTHING,
      limits: {},
      wait: 'block',
      cache: true,
      watch: false,
      verbose: false,
    });
  });

  test('takes flags before and after the guest, and leaves what follows -- to the guest', () => {
    const command = parseCommand(['run', '--allow-raw', 'guest.ts', '--no-cache', '--', '--allow-all', '--', 'x']);
    expect(command).toMatchObject({
      guest: 'guest.ts',
      args: ['--allow-all', '--', 'x'],
      policy: { ...NOTHING, raw: true },
      cache: false,
    });
  });

  test('takes addresses apart at commas, and from flags given more than once', () => {
    expect(
      parseCommand([
        'run',
        'a.wasm',
        '--allow-connect',
        '[::1]:80,*:443',
        '--allow-connect=unix:/x',
        '--allow-bind',
        '*',
      ]),
    ).toMatchObject({ policy: { ...NOTHING, connect: ['[::1]:80', '*:443', 'unix:/x'], bind: ['*'] } });
  });

  test('takes what is denied, for how long a name counts, and a file with more', () => {
    const denied = ['--deny-connect', 'private,tcp:*:25', '--deny-bind', '*:80', '--deny-lookup', 'evil.test'];
    const command = parseCommand(['run', 'a.wasm', ...denied, '--lookup-ttl', '1.5', '--policy', 'policy.json']);
    expect(command).toMatchObject({
      policy: {
        ...NOTHING,
        denyConnect: ['private', 'tcp:*:25'],
        denyBind: ['*:80'],
        denyLookup: ['evil.test'],
        lookupTtlSeconds: 1.5,
      },
      policyFile: 'policy.json',
    });
    expect(parseCommand(['run', 'a.wasm', '--lookup-ttl', 'none'])).toMatchObject({
      policy: { lookupTtlSeconds: null },
    });
  });

  test.each([
    [['./data'], { './data': { path: './data', readOnly: false } }],
    [['./data:ro'], { './data': { path: './data', readOnly: true } }],
    [['./data:/d'], { '/d': { path: './data', readOnly: false } }],
    [['a:/d:ro', '--dir=b:./ro'], { '/d': { path: 'a', readOnly: true }, './ro': { path: 'b', readOnly: false } }],
    [['a:__proto__'], JSON.parse('{"__proto__": {"path": "a", "readOnly": false}}')],
  ])('takes directories: --dir %j', (flags, dirs) => {
    const command = parseCommand(['run', 'a.wasm', '--dir', ...flags]);
    expect('dirs' in command && Object.entries(command.dirs)).toEqual(Object.entries(dirs));
  });

  test('passes environment variables on by value, or by name from its own', () => {
    process.env['WASOCK_TEST'] = 'from outside';
    expect(parseCommand(['run', 'a.ts', '--env', 'A=b=c', '--env', 'WASOCK_TEST'])).toMatchObject({
      env: { A: 'b=c', WASOCK_TEST: 'from outside' },
    });
  });
});

test('wasock build takes a target, a file and --debug', () => {
  expect(parseCommand(['build', 'a.ts', '-o', 'a.wasm', '--target', 'wasip2', '--debug'])).toEqual({
    name: 'build',
    entry: 'a.ts',
    output: 'a.wasm',
    target: 'wasip2',
    debug: true,
  });
});

test('wasock cc leaves all arguments to clang', () => {
  expect(parseCommand(['cc', '-O2', 'a.c', '-o', 'a.wasm'])).toEqual({
    name: 'cc',
    args: ['-O2', 'a.c', '-o', 'a.wasm'],
  });
});

test('wasock compose takes a target and a file', () => {
  expect(parseCommand(['compose', 'a.wasm', '-o', 'b.wasm'])).toEqual({
    name: 'compose',
    program: 'a.wasm',
    output: 'b.wasm',
    target: 'component',
  });
  expect(parseCommand(['compose', '--target', 'wasip2', 'a.wasm', '-ob.wasm'])).toMatchObject({ target: 'wasip2' });
});

test.each([
  [[]],
  [['--help']],
  [['-h']],
  [['run', '--help']],
  [['build', '-h']],
  [['cc', '--help']],
  [['inspect', '-h']],
  [['compose', '-h']],
])('%j asks for help', (argv) => {
  expect(parseCommand(argv)).toEqual({ name: 'help' });
});

test.each([
  [
    ['frobnicate'],
    "unknown command 'frobnicate'; expected run, build, cc, compose, inspect, types, init, doctor or completion",
  ],
  [['--frobnicate'], "unknown option '--frobnicate'; see 'wasock --help'"],
  [['run'], 'no guest given: wasock run <guest>'],
  [['run', 'a.ts', '--frobnicate'], "unknown option '--frobnicate'; see 'wasock --help'"],
  [['run', '--allow-connect'], "--allow-connect needs a value; see 'wasock --help'"],
  [['run', 'a.ts', '--learn', '--allow-all'], "--learn needs a value; see 'wasock --help'"],
  [['run', 'a.ts', '--allow-all=yes'], "--allow-all takes no value; see 'wasock --help'"],
  [['rum', 'a.ts'], "unknown command 'rum'; did you mean 'run'?"],
  [['a.ts', '--allow-all'], "unknown command 'a.ts'; did you mean 'wasock run a.ts'?"],
  [['run', 'a.ts', '--alow-conect', '*'], "unknown option '--alow-conect'; did you mean '--allow-connect'?"],
  [['build', 'a.ts', '--taregt', 'core'], "unknown option '--taregt'; did you mean '--target'?"],
  [['build', 'a.ts', '-o'], "-o, --output needs a value; see 'wasock --help'"],
  [['run', 'a.ts', '-x'], "unknown option '-x'; see 'wasock --help'"],
  [['run', 'a.ts', 'b'], "unexpected argument 'b': the guest's arguments go after --"],
  [['run', 'a.ts', '--wait', 'never'], "--wait must be block or suspend, not 'never'"],
  [['run', 'a.ts', '--lookup-ttl', '0'], "--lookup-ttl must be a number of seconds above 0, or none, not '0'"],
  [['run', 'a.ts', '--lookup-ttl', '1e3'], "--lookup-ttl must be a number of seconds above 0, or none, not '1e3'"],
  [['run', 'a.ts', '--allow-all', '--deny-connect', ''], '--deny-connect has an empty pattern'],
  [['run', 'a.ts', '--allow-connect', '127.0.0.1:1,'], '--allow-connect has an empty pattern'],
  [['run', 'a.ts', '--env', '=x'], "--env takes name=value, not '=x'"],
  [['run', 'a.ts', '--dir', ''], "--dir takes <host>[:<guest>][:ro], not ''"],
  [['run', 'a.ts', '--dir', ':/d'], "--dir takes <host>[:<guest>][:ro], not ':/d'"],
  [['run', 'a.ts', '--dir', 'a::ro'], "--dir takes <host>[:<guest>][:ro], not 'a::ro'"],
  [['run', 'a.ts', '--dir', 'a:b:c'], "--dir takes <host>[:<guest>][:ro], not 'a:b:c'"],
  [['run', 'a.ts', '--dir', 'a:/d', '--dir', 'b:/d'], '--dir gives the guest two directories at /d'],
  [['cc'], 'no C program given: wasock cc <program.c> -o <file>'],
  [['build', 'a.ts'], '-o <file> is missing: it says where to write the result'],
  [['inspect'], 'no file given: wasock inspect <file>'],
  [['inspect', 'a', 'b'], "unexpected argument 'b': one file is inspected at a time"],
  [['compose', 'a.wasm', '-o', 'x', '--target', 'core'], "--target must be component or wasip2, not 'core'"],
  [['build', 'a.ts', '-o', 'x', '--target', 'wasip3'], "--target must be core, component or wasip2, not 'wasip3'"],
])('%j is refused: %s', (argv, message) => {
  expect(() => parseCommand(argv)).toThrow(expect.objectContaining({ code: 'ERR_WASOCK_USAGE', message }));
});

test('wasock init takes a folder, a template, and whether to overwrite', () => {
  const here = { name: 'init', folder: '.', template: 'echo', force: false };
  expect(parseCommand(['init'])).toEqual(here);
  const there = { name: 'init', folder: 'hello', template: 'http', force: true };
  expect(parseCommand(['init', 'hello', '--template', 'http', '--force'])).toEqual(there);
});

describe('limits of wasock run', () => {
  const limitsOf = (...flags: string[]) => {
    const command = parseCommand(['run', 'a.ts', ...flags]);
    return command.name === 'run' ? command.limits : undefined;
  };

  test('are sizes, counts and times; none is no limit', () => {
    expect(limitsOf('--max-memory', '256m', '--max-socket-buffers=1.5k', '--max-bytes-sent', '7')).toEqual({
      memory: 2 ** 28,
      socketBuffers: 1536,
      bytesSent: 7,
    });
    expect(limitsOf('--max-cpu-time', '1.5s', '--max-wall-time', '20ms')).toEqual({ cpuTimeMs: 1500, wallTimeMs: 20 });
    expect(limitsOf('--max-sockets', '3', '--max-lookups', 'none')).toEqual({ sockets: 3, lookups: Infinity });
  });

  test.each([
    ['--max-memory', '1x', "--max-memory must be a size such as 256m (k, m, g), or none, not '1x'"],
    ['--max-memory', '-1', undefined],
    ['--max-memory', 'constructor', undefined],
    ['--max-memory', '1constructor', "--max-memory must be a size such as 256m (k, m, g), or none, not '1constructor'"],
    ['--max-sockets', '1k', "--max-sockets must be a number, or none, not '1k'"],
    ['--max-wall-time', '5', "--max-wall-time must be a time such as 30s or 500ms, or none, not '5'"],
  ])('%s %s is refused', (flag, value, message) => {
    expect(() => limitsOf(flag, value)).toThrow(message ?? flag);
  });

  test('there is a flag for each, and --help tells of it', async () => {
    const { limitNames } = await import('#host/limits');
    const { limitOptions } = await import('#host/cli/limit-flags');
    const { HELP } = await import('#host/cli/help');
    const flags = Object.keys(limitOptions);
    const given = limitsOf(...flags.flatMap((flag) => [`--${flag}`, 'none'])) ?? {};
    expect(Object.keys(given).sort()).toEqual([...limitNames].sort());
    for (const flag of flags) expect(HELP).toContain(`--${flag} `);
  });
});
