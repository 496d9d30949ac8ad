// The command `wasock`. Its exit codes are documented in help.ts.
import { needCompiler } from './compiler.ts';
import { type Command, parseCommand } from './flags.ts';
import { HELP } from './help.ts';
import { report } from './report.ts';
import { run } from './run.ts';

/** What wasock-runtime cannot do. */
const COMPILING: ReadonlySet<Command['name']> = new Set(['build', 'cc', 'compose', 'init']);

async function perform(command: Command): Promise<number> {
  if (COMPILING.has(command.name)) needCompiler(`wasock ${command.name}`);
  switch (command.name) {
    case 'help':
      process.stdout.write(HELP);
      return 0;
    case 'version':
      process.stdout.write(`wasock ${(await import('../build/package.ts')).packageVersion()}\n`);
      return 0;
    // Loaded when asked for: the compiler alone takes a quarter of a second to load. What runs a guest is loaded as it is here.
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
      if (command.watch) {
        needCompiler('wasock run --watch');
        return (await import('./watch.ts')).watch(command);
      }
      return run(command);
  }
}

/** Does what the command line says. @returns the exit code */
export async function execute(args: string[]): Promise<number> {
  try {
    return await perform(parseCommand(args));
  } catch (error) {
    return report(error);
  }
}
