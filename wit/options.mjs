// What follows from an option's name in the WIT, and from the first words of its documentation: its constant in PHP and
// in C, its level, and which case of `option-value` it takes.
import { screaming } from './names.mjs';
import { ownType } from './sources.mjs';

/** The level of constants that begin like this, under its name in C. */
const LEVELS = new Map([
  ['so', 'SOL_SOCKET'],
  ['scm', 'SOL_SOCKET'],
  ['tcp', 'IPPROTO_TCP'],
  ['udp', 'IPPROTO_UDP'],
  ['ip', 'IPPROTO_IP'],
  ['ipv6', 'IPPROTO_IPV6'],
]);

/** The names of levels in C, each once. */
export const LEVEL_NAMES = [...new Set(LEVELS.values())].sort();

/**
 * `value`: a case of `option-value`.
 *
 * @typedef {{ name: string, constant: string, level: string, value: string }} Option
 */

/**
 * The level of an option, or of a kind of control message.
 *
 * @param {string} name in kebab-case, as `so-reuseaddr`
 * @throws {RangeError} if its prefix says no level
 */
export function levelOf(name) {
  const level = LEVELS.get(name.slice(0, name.indexOf('-')));
  if (level === undefined) throw new RangeError(`${name}: an option begins with ${[...LEVELS.keys()].join('-, ')}-`);
  return level;
}

/**
 * The options, in the order of the WIT.
 *
 * @returns {Option[]}
 * @throws {SyntaxError} if the documentation of one does not begin with its level and its value's case
 */
export function options() {
  const values = new Set(ownType('types', 'option-value', 'variant').cases.map(({ name }) => name));
  return ownType('types', 'option-name', 'enum').cases.map(({ name, docs }) => {
    const level = levelOf(name);
    const [, written, value = ''] = /^`(\w+)`, ([a-z-]+)\b/.exec(docs[0] ?? '') ?? [];
    if (written !== level || !values.has(value)) {
      throw new SyntaxError(`${name}: its documentation begins with \`${level}\`, then a case of option-value`);
    }
    return { name, constant: screaming(name), level, value };
  });
}
