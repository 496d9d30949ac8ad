// What wit/ says, for tests of what mirrors it.
import { ownInterface } from '../../wit/sources.mjs';

/** The names of a type's cases, or of a flags' flags, in the WIT's order. @throws RangeError if there is no such type */
export function casesOf(type: string, file = 'types'): string[] {
  const found = ownInterface(file).definitions.find(({ name }) => name === type);
  if (found?.kind === 'enum' || found?.kind === 'variant') return found.cases.map(({ name }) => name);
  if (found?.kind === 'flags') return found.flags.map(({ name }) => name);
  throw new RangeError(`${file} has no cases of ${type}`);
}
