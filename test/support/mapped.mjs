// A program that embeds a component by `jco transpile --map`: takes the guest's module, and flags and arguments as
// `wasock run` does. Denials and warnings are told in the command line's words.
import { pathToFileURL } from 'node:url';
import { _setArgs, _setEnv } from '@bytecodealliance/preview2-shim/cli';
import { configure, GuestExit } from 'wasock/host';
import { parseCommand } from '#host/cli/flags';
import { denialReporter } from '#host/cli/messages';

const { guest, args, env, policy } = parseCommand(['run', ...process.argv.slice(2)]);
// Of jco's WASI and of wasock/wasi: either may be what the module has.
_setArgs(['guest', ...args]);
_setEnv(env);
const { run } = await import(pathToFileURL(guest).href);
configure({ policy, args: ['guest', ...args], env, onDenied: denialReporter() });
try {
  run.run();
} catch (error) {
  // The error case of run's result has no payload, and needs no words.
  if (!(error instanceof GuestExit) && !('payload' in Object(error))) console.error(error);
  process.exitCode = error instanceof GuestExit ? error.exitCode : 1;
}
