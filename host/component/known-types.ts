import { INTERFACES } from '../generated/interfaces.ts';
import { LinkError } from '../trap.ts';
import { short } from './match.ts';

/**
 * Checks that a component takes a function for what it is. A function that is given what it does not expect could take it for
 * something else, a number for an address.
 *
 * @param name of the import @param called the function's @param taken its type, as type-texts.ts has it
 * @throws LinkError if an interface of the WIT has no such function, or one of another type; of other interfaces whoever
 *   provides them has to know
 */
export function checkTaken(name: string, called: string, taken: string): void {
  const known = INTERFACES.get(name.replace(/@.*$/s, ''));
  if (known === undefined) return;
  const right = known.get(called);
  if (right === undefined)
    throw new LinkError(`the component imports '${called}' of '${name}', which wasock does not provide`);
  if (taken !== right)
    throw new LinkError(`the component imports '${called}' of '${name}' as ${short(taken)}: it is ${short(right)}`);
}
