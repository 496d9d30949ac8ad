#!/usr/bin/env node
// The command `wasock`. Its exit codes are documented in help.ts.
import module from 'node:module';
import { join } from 'node:path';
import { defaultCacheDirectory, makePrivate } from '../cache-directory.ts';
import { type Command, parseCommand } from './flags.ts';
import { HELP } from './help.ts';
import { report } from './report.ts';

async function execute(command: Command): Promise<number> {
  switch (command.name) {
    case 'help':
      process.stdout.write(HELP);
      return 0;
    case 'version':
      process.stdout.write(`wasock ${(await import('../build/package.ts')).packageVersion()}\n`);
      return 0;
    // Loaded when asked for: the compiler alone takes a quarter of a second to load.
    case 'build':
      await (await import('./build.ts')).build(command);
      return 0;
    case 'cc':
      return (await import('../build/cc.ts')).compileC(command.args);
    case 'compose':
      await (await import('./compose.ts')).compose(command);
      return 0;
    case 'types':
      return (await import('./types.ts')).types(command);
    case 'init':
      return (await import('./init.ts')).init(command);
    case 'doctor':
      return (await import('./doctor.ts')).doctor();
    case 'completion':
      process.stdout.write((await import('./completion.ts')).completion(command.shell));
      return 0;
    case 'inspect':
      return (await import('./inspect.ts')).inspect(command);
    case 'run':
      keepCompiled(command);
      if (command.watch) return (await import('./watch.ts')).watch(command);
      return (await import('./run.ts')).run(command);
  }
}

/** Lets Node keep what it compiles of this package's own code, where guests are kept, too. Node has that since 22.1. */
function keepCompiled({ cache }: Command & { name: 'run' }): void {
  const directory = cache ? defaultCacheDirectory() : null;
  if (directory === null || !makePrivate(directory)) return;
  const enable: unknown = Reflect.get(module, 'enableCompileCache');
  if (typeof enable === 'function') enable(join(directory, 'node'));
}

process.exit(await parseAndExecute().catch(report));

async function parseAndExecute(): Promise<number> {
  return execute(parseCommand(process.argv.slice(2)));
}
