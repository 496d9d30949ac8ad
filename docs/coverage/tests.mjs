// Which tests show something: scenarios of test/php/, which PHP and a guest both run, and guests that a test runs.
import { filesBelow, read, withoutComments, withoutImports, withoutStrings } from './source.mjs';

/** Everything that the tests say, to look for the guests they run. */
const TESTS = filesBelow('test', /\.test\.ts$/)
  .map(read)
  .join('\n');

/** A test runs a guest if it names its file, or its name alone, as a string. */
function isRun(path) {
  const name = path.replace(/^.*\//, '').replace(/\.ts$/, '');
  return TESTS.includes(`/${name}.ts'`) || TESTS.includes(`'${name}'`) || TESTS.includes(`/${name}'`);
}

const SCENARIOS = filesBelow('test/php/scenarios', /\.scenario$/).map((path) => {
  const code = read(path).replace(/(^|\s)#.*$/gm, '');
  return { path, code, text: code };
});

const GUESTS = [...filesBelow('test', /guests\/.*\.ts$/), ...filesBelow('examples', /\.ts$/)]
  .filter((path) => isRun(path))
  .map((path) => {
    const text = withoutImports(withoutComments(read(path)));
    return { path, code: withoutStrings(text), text };
  });

/** What runs: `code` without the insides of strings, `text` with them. */
const PROGRAMS = [...SCENARIOS, ...GUESTS];

/** Shown in a cell, at most. */
const MOST = 2;

/** The programs in which a pattern occurs, the one with the most occurrences first. */
function programsWith(pattern, part = 'code') {
  return PROGRAMS.map((program) => ({ path: program.path, count: program[part].match(pattern)?.length ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.path < b.path ? -1 : 1))
    .slice(0, MOST)
    .map(({ path }) => path);
}

/** Where a function is called. */
export const callsOf = (name) => programsWith(new RegExp(`(?<!function )\\b${name}(?:<[^>()]*>)?\\(`, 'g'));

/** Where a constant is used. */
export const usesOf = (name) => programsWith(new RegExp(`\\b${name}\\b`, 'g'));

/** Where an option is set, and where it is read. */
export const setsOf = (option) => optionCalls('socket_set_?opt(?:ion)?', option);
export const getsOf = (option) => optionCalls('socket_get_?opt(?:ion)?', option);
const optionCalls = (name, option) =>
  programsWith(new RegExp(`\\b${name}(?:<[^>()]*>)?\\([^,;\\n]+,\\s*\\w+,\\s*${option}\\b`, 'g'));

/** Where a protocol is looked up by its name. */
export const lookupsOf = (protocol) => programsWith(new RegExp(`getprotobyname\\(['"]${protocol}['"]`, 'g'), 'text');

/** Where socket_shutdown() is called with a direction, as a number or by its name. */
export const shutdownsOf = (...values) =>
  programsWith(new RegExp(`socket_shutdown\\([^,()]+,\\s*(?:${values.join('|')})\\b`, 'g'));

/** Whether an example's guest is run by the tests. */
export const exampleOf = (guest) =>
  GUESTS.map(({ path }) => path).filter((path) => path === `examples/manual/${guest}.ts`);
