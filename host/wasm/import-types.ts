import { LinkError } from '../trap.ts';
import type { ComponentImport } from './component-names.ts';

/**
 * Checks that a component takes functions for what they are. What is generated of it lifts values of the types that it says
 * itself: a function that is given what it does not expect could take it for something else, a number for an address.
 *
 * @param known the functions of interfaces, which are named without versions, and their types as component-types.ts has them;
 *   of other interfaces whoever provides them has to know
 * @throws LinkError if it imports a function that a known interface has not, or with another type
 */
export function checkImportTypes(
  imports: readonly ComponentImport[],
  known: ReadonlyMap<string, ReadonlyMap<string, string>>,
): void {
  for (const { name, functions } of imports) {
    const own = known.get(name.replace(/@.*$/, ''));
    if (own === undefined) continue;
    for (const [called, type] of functions) {
      const right = own.get(called);
      if (right === undefined)
        throw new LinkError(`the component imports '${called}' of '${name}', which wasock does not provide`);
      if (type !== right) {
        throw new LinkError(`the component imports '${called}' of '${name}' as ${short(type)}: it is ${short(right)}`);
      }
    }
  }
}

function short(type: string): string {
  return type.length <= 200 ? type : `${type.slice(0, 200)}…`;
}
