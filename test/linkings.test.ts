// Guests run as core modules, as components and, the same, through jco: what is in test/support/ sees to it (`LINKINGS`,
// `COMMAND_LINKINGS`, `testCases`). Tests that start guests themselves, or name one way, stand here.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const TEST = fileURLToPath(new URL('.', import.meta.url));

const BOTH = 'both ways are in it';
/** What runs a thread or a process asks for no form of guest; that components run there is in other tests. */
const AROUND = 'what is around a guest; of components: components/wasock-rules.test.ts, security/kill.test.ts';
const NO_JCO = 'what components mapped by jco cannot do';
const LINKER = 'what the direct linker checks of a core module';
const COMPARED = 'what another runtime does, beside one of this package’s ways';

const OTHERS: Readonly<Record<string, string>> = {
  'asm/texts.test.ts': `${BOTH}, but for an argument that is an empty text`,
  'build/compile.test.ts': 'what is compiled, not how it is linked',
  'c/adig.test.ts': BOTH,
  'c/guests.test.ts': BOTH,
  'c/hiredis.test.ts': BOTH,
  'c/lighttpd.test.ts': BOTH,
  'c/mosquitto.test.ts': BOTH,
  'c/netcat.test.ts': BOTH,
  'c/redis.test.ts': BOTH,
  'c/socat.test.ts': BOTH,
  'c/toolchain.test.ts': 'what is compiled with, not what runs',
  'cli/doctor.test.ts': 'what the machine has, not what runs',
  'cli/kept-code.test.ts': 'what the command keeps, not what runs',
  'cli/learn.test.ts': BOTH,
  'cli/listen.test.ts': BOTH,
  'cli/pipes.test.ts': BOTH,
  'cli/policy-file.test.ts': 'what the command reads, not what runs',
  'cli/run.test.ts': BOTH,
  'cli/shown-names.test.ts': 'names that are printed, not what runs',
  'cli/trace.test.ts': BOTH,
  'cli/traps.test.ts': BOTH,
  'cli/watch.test.ts': 'when a guest is started, not how it is linked',
  'components/listeners.test.ts': 'what preview 1 alone has',
  'components/wasock-rules.test.ts': 'guests of other toolchains are components',
  'compose/c.test.ts': 'what is composed is a component',
  'docs/programs.test.ts': BOTH,
  'docs/transcripts.test.ts': 'what a page shows',
  'examples/manual.test.ts': BOTH,
  'examples/prefork.test.ts': 'what core modules can do; components are one process',
  'fuzz/fuzz.test.ts': BOTH,
  'host/component/forwarding.test.ts': 'how components are linked',
  'host/component/given.test.ts': 'what is given to components only',
  'host/guest/abort.test.ts': BOTH,
  'host/guest/export-types.test.ts': 'what a guest says, not what it does',
  'host/guest/files.test.ts': 'by each way to start a guest; of components: host/wasi/filesystem.test.ts',
  'host/guest/inspect.test.ts': 'what a guest says, not what it does',
  'host/guest/listeners.test.ts': 'what preview 1 alone has',
  'host/guest/load.test.ts': BOTH,
  'host/guest/outbox.test.ts': AROUND,
  'host/guest/piped-streams.test.ts': AROUND,
  'host/guest/process.test.ts': AROUND,
  'host/guest/sockets.test.ts': BOTH,
  'host/guest/spawn.test.ts': AROUND,
  'host/guest/streams.test.ts': AROUND,
  'host/guest/suspend.test.ts': AROUND,
  'host/guest/workers.test.ts': AROUND,
  'host/hostile.test.ts': LINKER,
  'host/link/hostile-messages.test.ts': LINKER,
  'host/link/message-imports.test.ts': LINKER,
  'host/preview1/environment.test.ts': 'what core modules get; components have WASI 0.2',
  'host/preview1/wasmtime.test.ts': COMPARED,
  'nodes.test.ts': 'what each Node does of other tests',
  'pack-runtime.test.ts': BOTH,
  'pack.test.ts': BOTH,
  'processes/docs.test.ts': BOTH,
  'processes/hostile.test.ts': 'what core modules can do; components are one process',
  'processes/limits.test.ts': BOTH,
  'processes/php.test.ts': 'what core modules can do; components are one process',
  'properties/errors.test.ts': BOTH,
  'properties/handover.test.ts': `${BOTH}; being killed is ${NO_JCO}`,
  'properties/lifetime.test.ts': `${BOTH}; being killed is ${NO_JCO}`,
  'security/component-limits.test.ts': 'of components; of core modules: security/limits.test.ts',
  'security/components.test.ts': 'what components get; core modules have none of it',
  'security/error-text.test.ts': 'by each way to start a guest',
  'security/kill.test.ts': BOTH,
  'security/limits.test.ts': BOTH,
  'security/managed-memory.test.ts': BOTH,
  'security/names-bounded.test.ts': BOTH,
  'security/names.test.ts': BOTH,
  'security/options.test.ts': BOTH,
  'security/policy-function.test.ts': 'by each way to start a guest; a component’s checks are the same',
  'security/takeover.test.ts': AROUND,
  'security/unix-files.test.ts': AROUND,
  'security/unix-moves.test.ts': 'what a guest’s files do, called by hand; whole guests: security/unix-paths.test.ts',
  'wasip2/local.test.ts': COMPARED,
  'wasip2/options.test.ts': COMPARED,
};

const OWN_WAY =
  /\b(runGuest|spawnGuest|loadGuest|startThread|MAIN)\b|\bwasock\(|linking: '|'(direct|blocking|transpiled)'/;

test('tests run guests by each way of linking, or stand in the table', () => {
  const names = readdirSync(TEST, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'));
  const own = names.filter((name) => OWN_WAY.test(readFileSync(TEST + name, 'utf8')) && name !== 'linkings.test.ts');
  expect(own.sort()).toEqual(Object.keys(OTHERS));
});
