// wasock run
import { compileCached, defaultCacheDirectory } from '../build/cache.ts';
import { compileGuest } from '../build/compile.ts';
import { composeWithLibrary, wantsLibrary } from '../build/compose.ts';
import { runGuest } from '../index.ts';
import { isWebAssembly, readNamedFile } from './files.ts';
import { type RunCommand, UsageError } from './flags.ts';
import { compilerMessages, denialReporter } from './messages.ts';
import { mergeRules, readPolicyFile } from './policy-file.ts';

/** Runs a guest, and gives its exit code. */
export async function run({ guest, args, env, policy: flags, policyFile, wait, cache }: RunCommand): Promise<number> {
  const policy = policyFile === undefined ? flags : mergeRules(readPolicyFile(policyFile), flags);
  const bytes = await load(guest, cache);
  return runGuest(bytes, { args: [guest, ...args], env, policy, wait, onDenied: denialReporter() });
}

async function load(path: string, cache: boolean): Promise<Uint8Array> {
  const bytes = readNamedFile(path);
  if (isWebAssembly(bytes)) return (await wantsLibrary(bytes)) ? composeWithLibrary(bytes, 'component') : bytes;
  if (!path.endsWith('.ts')) throw new UsageError(`${path} is neither WebAssembly nor AssemblyScript (.ts)`);
  const directory = cache ? defaultCacheDirectory() : null;
  return directory === null ? compileGuest(path, compilerMessages) : compileCached(path, directory, compilerMessages);
}
