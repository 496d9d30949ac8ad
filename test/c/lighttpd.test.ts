// lighttpd, as it is: it serves a directory that it is given, as Debian's does.
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { bothWays, hasWasiCompiler } from '../support/c-guests.ts';
import { compiled, type CProgram } from '../support/c-program.ts';
import { Command, MAIN } from '../support/command-line.ts';
import { fetched } from '../support/debian-source.ts';
import { freePort } from '../support/peer.ts';
import { installed } from '../support/services.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/** Those that its configuration names: they are in the program. */
const MODULES = ['indexfile', 'access', 'alias', 'dirlisting', 'setenv', 'staticfile', 'status'];

const LIGHTTPD: CProgram = {
  name: 'lighttpd',
  builds: 'lighttpd',
  archive: 'lighttpd_1.4.69.orig.tar.xz',
  sha256: '16ac8db95e719629ba61949b99f8a26feba946a81d185215b28379bb4116b0b4',
  files: [
    {
      in: 'src',
      match: new RegExp(
        `^(base64|buffer|burl|log|http_(header|kv|chunk|etag|cgi|date|range)|keyvalue|chunk|fdevent.*|gw_backend|stat_cache|array|algo_.*|configfile.*|http-header-glue|rand|request|sock_addr.*|fdlog.*|sys-setjmp|ck|server|response|connections|h2|reqpool|plugin|network|network_write|data_config|configparser|mod_(${MODULES.join('|')}))\\.c$`,
      ),
    },
    'src/ls-hpack/lshpack.c',
  ],
  written: { 'src/plugin-static.h': MODULES.map((name) => `PLUGIN_INIT(mod_${name})\n`).join('') },
  flags: (source) => [
    '-O1',
    '-DHAVE_CONFIG_H',
    '-DLIGHTTPD_STATIC',
    '-DSBIN_DIR="/"',
    '-DLIBRARY_DIR="/"',
    '-D_GNU_SOURCE',
    `-I${source}`,
    `-I${source}/src`,
  ],
  configuration: {
    template: 'config.h.in',
    header: 'config.h',
    there: ['HAVE_IPV6', 'HAVE_SOCKLEN_T', 'HAVE_STRUCT_TM_GMTOFF', 'HAVE_WEAK_SYMBOLS', 'STDC_HEADERS'],
    known: {
      PACKAGE_NAME: '"lighttpd"',
      PACKAGE_VERSION: '"1.4.69"',
      LIGHTTPD_VERSION_ID: '0x10445',
    },
  },
};

const canRun = hasWasiCompiler && installed('lighttpd');
const archive = canRun ? fetched(LIGHTTPD) : undefined;

/** A directory to serve, the same each time. */
function site(): string {
  const directory = temporaryDirectory();
  const file = (name: string, content: string) => {
    writeFileSync(join(directory, name), content);
    utimesSync(join(directory, name), 1_700_000_000, 1_700_000_000);
  };
  mkdirSync(join(directory, 'list'));
  file('index.html', '<p>Hello from lighttpd</p>\n');
  file('large.bin', '0123456789abcdef'.repeat(100_000));
  file('secret.key', 'nobody reads this\n');
  file('list/a.txt', 'a\n');
  file('list/b.txt', 'b\n');
  symlinkSync('a.txt', join(directory, 'list/link.txt'));
  utimesSync(join(directory, 'list'), 1_700_000_000, 1_700_000_000);
  return directory;
}

function configuration(root: string, port: number): string {
  return `
    server.modules = (${MODULES.map((name) => `"mod_${name}"`).join(', ')})
    server.document-root = "${root}"
    server.bind = "127.0.0.1"
    server.port = ${port}
    server.max-connections = 100
    index-file.names = ("index.html")
    mimetype.assign = (".html" => "text/html", ".txt" => "text/plain", "" => "application/octet-stream")
    url.access-deny = (".key")
    alias.url = ("/other/" => "${root}/list/")
    dir-listing.activate = "enable"
    etag.use-inode = "disable"
    setenv.add-response-header = ("X-Set" => "yes")
  `;
}

/** What curl is told, but for the time. */
function ask(port: number, ...args: string[]): string {
  const bytes = execFileSync(
    'curl',
    ['-s', '-i', '--path-as-is', ...args.slice(1), `http://127.0.0.1:${port}${args[0] ?? ''}`],
    {
      encoding: 'latin1',
      maxBuffer: 8 << 20,
    },
  );
  return bytes.replace(/^date: .*$/im, 'Date: …').replaceAll(`:${port}`, ':…');
}

const REQUESTS = [
  ['/'],
  ['/index.html', '-I'],
  ['/index.html', '-H', 'If-Modified-Since: Tue, 14 Nov 2023 22:13:20 GMT'],
  ['/large.bin'],
  ['/large.bin', '-r', '100-199'],
  ['/large.bin', '-r', '0-1,5-6'],
  ['/list'],
  ['/list/'],
  ['/list/link.txt'],
  ['/other/b.txt'],
  ['/none'],
  ['/secret.key'],
  ['/../etc/passwd'],
  ['/index.html/more'],
  ['/', '-X', 'DELETE'],
  ['/', '--http2-prior-knowledge'],
  ['/large.bin', '--http2-prior-knowledge'],
];

describe.skipIf(archive === undefined)('lighttpd, unmodified', () => {
  let guests: readonly string[] = [];

  beforeAll(async () => {
    guests = await bothWays((await compiled(LIGHTTPD, archive ?? '')).guest);
  }, 120_000);

  async function startNative(root: string): Promise<number> {
    const port = await freePort();
    const path = join(temporaryDirectory(), 'lighttpd.conf');
    writeFileSync(path, configuration(root, port));
    await new Command('lighttpd', ['-D', '-f', path]).printed(/server started/, 'stderr');
    return port;
  }

  async function startGuest(guest: string, root: string): Promise<number> {
    const port = await freePort();
    const directory = temporaryDirectory();
    writeFileSync(join(directory, 'lighttpd.conf'), configuration('/www', port));
    const dirs = ['--dir', `${root}:/www:ro`, '--dir', `${directory}:/etc:ro`];
    const args = [
      MAIN,
      'run',
      guest,
      `--allow-bind=127.0.0.1:${port}`,
      ...dirs,
      '--',
      '-D',
      '-f',
      '/etc/lighttpd.conf',
    ];
    await new Command(process.execPath, args).printed(/server started/, 'stderr');
    return port;
  }

  test.each([
    ['core', 0],
    ['component', 1],
  ] as const)('it serves a directory as Debian’s does (%s)', async (_, way) => {
    const root = site();
    const [native, guest] = [await startNative(root), await startGuest(guests[way] ?? '', root)];
    expect(ask(guest, '/')).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*<p>Hello from lighttpd<\/p>\n$/);
    for (const request of REQUESTS) expect(ask(guest, ...request), request.join(' ')).toBe(ask(native, ...request));
  });
});
