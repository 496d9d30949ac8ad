// wasock doctor: what this machine has of what wasock can use.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { packageVersion } from '../build/package.ts';
import type { toolchain } from '../build/cc.ts';
import { canSuspend } from '../guest/promise-integration.ts';
import { defaultCacheDirectory, makePrivate } from '../cache-directory.ts';
import { hasCompiler } from './compiler.ts';
import { keepsCompiler } from './node-features.ts';
import { maxDescriptors } from '../os/descriptor-limit.ts';
import { refusalOfRaw } from '../os/privileges.ts';

/** What was looked for. `needed`: without it nothing works. */
export interface Finding {
  readonly what: string;
  readonly found: boolean;
  readonly needed?: boolean;
  /** What there is, or what is missing for what. */
  readonly detail: string;
}

/** Prints what there is. @returns the exit code: 1 if something is missing that every guest needs */
export async function doctor(): Promise<number> {
  const findings = [
    ...system(),
    ...node(),
    ...(hasCompiler() ? await compilers() : runtimeOnly()),
    wasmtime(),
    ...permissions(),
  ];
  const width = Math.max(...findings.map(({ what }) => what.length));
  const lines = findings.map(({ what, found, needed, detail }) => {
    const mark = found ? 'ok' : needed === true ? 'NO' : '--';
    return `${mark}  ${what.padEnd(width)}  ${detail}\n`;
  });
  process.stdout.write(lines.join(''));
  return findings.some(({ found, needed }) => needed === true && !found) ? 1 : 0;
}

function system(): Finding[] {
  const libc = glibcVersion();
  return [
    {
      what: 'C library',
      found: libc !== undefined,
      needed: true,
      detail: libc ?? 'not glibc: wasock needs Linux with glibc',
    },
    {
      what: 'processor',
      found: process.arch === 'x64',
      detail: process.arch === 'x64' ? 'x64' : `${process.arch} is not tested`,
    },
  ];
}

function glibcVersion(): string | undefined {
  const report: unknown = process.report.getReport();
  const { header } = report as { header: { glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime === undefined ? undefined : `glibc ${header.glibcVersionRuntime}`;
}

function node(): Finding[] {
  const version = `Node ${process.versions.node}`;
  const suspends = canSuspend();
  const keeps = keepsCompiler();
  return [
    { what: 'Node', found: true, detail: version },
    {
      what: 'suspended guests',
      found: suspends,
      detail: suspends ? '--wait suspend, createGuestWorker' : 'Node 26 has them: --wait suspend, createGuestWorker',
    },
    {
      what: 'faster compiling',
      found: keeps,
      detail: keeps
        ? 'Node keeps what it makes of the compiler'
        : 'Node 22 and later keep what they make of the compiler',
    },
  ];
}

function cache(): Finding {
  const directory = defaultCacheDirectory();
  const found = directory !== null && makePrivate(directory);
  const why = directory === null ? 'there is no HOME' : `${directory} is not yours alone, or cannot be written`;
  return { what: 'cache of guests', found, detail: found ? directory : `${why}: guests are compiled each time` };
}

function runtimeOnly(): Finding[] {
  const detail = `wasock-runtime ${packageVersion()} only runs compiled guests: npm install wasock`;
  return [{ what: 'compiler', found: false, detail }];
}

/** Loaded where it is there. */
async function compilers(): Promise<Finding[]> {
  const { compilerVersion } = await import('../build/compiler-package.ts');
  const { toolchain } = await import('../build/cc.ts');
  const detail = `${compilerVersion()}, with wasock ${packageVersion()}`;
  return [{ what: 'AssemblyScript', found: true, detail }, cache(), ...c(toolchain())];
}

function c({ compiler, version, library }: ReturnType<typeof toolchain>): Finding[] {
  const install = 'set WASI_SDK_PATH to a WASI SDK, or apt-get install clang lld wasi-libc libclang-rt-14-dev-wasm32';
  return [
    { what: 'clang', found: version !== undefined, detail: version ?? `no ${compiler}, for 'wasock cc': ${install}` },
    { what: 'wasi-libc', found: library !== undefined, detail: library ?? `for 'wasock cc': ${install}` },
  ];
}

function wasmtime(): Finding {
  const { stdout, error } = spawnSync('wasmtime', ['--version'], { encoding: 'utf8' });
  const detail =
    error === undefined ? stdout.trim() : "only for guests of 'wasock build --target wasip2': https://wasmtime.dev";
  return { what: 'wasmtime', found: error === undefined, detail };
}

function permissions(): Finding[] {
  const raw = refusalOfRaw('inet');
  const packet = refusalOfRaw('packet');
  const privileges = 'root, or CAP_NET_RAW: sudo setcap cap_net_raw+ep "$(readlink -f "$(command -v node)")"';
  const lowest = lowestPort();
  const ipv6 = existsSync('/proc/net/if_inet6');
  return [
    {
      what: 'raw sockets',
      found: raw === undefined,
      detail: raw === undefined ? 'with --allow-raw' : `${raw}: need ${privileges}`,
    },
    {
      what: 'packet sockets',
      found: packet === undefined,
      detail: packet === undefined ? 'with --allow-raw' : `${packet}: need ${privileges}`,
    },
    {
      what: 'ports below 1024',
      found: lowest <= 1,
      detail:
        lowest <= 1
          ? 'may be bound'
          : `may not be bound below ${lowest}: need root, CAP_NET_BIND_SERVICE, or a listener of systemd's`,
    },
    { what: 'IPv6', found: ipv6, detail: ipv6 ? 'yes' : 'the system has none' },
    {
      what: 'descriptors',
      found: true,
      detail: `${maxDescriptors()} at once (ulimit -n); half of them are a guest's by default`,
    },
  ];
}

/** The lowest port that this process may bind. */
function lowestPort(): number {
  if (process.geteuid?.() === 0) return 1;
  try {
    return Number(readFileSync('/proc/sys/net/ipv4/ip_unprivileged_port_start', 'utf8'));
  } catch {
    return 1024; // before Linux 4.11
  }
}
