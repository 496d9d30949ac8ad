// Which statements cannot be said in JavaScript: the types of wasock/php leave no room for the mistake.
import type { Expression, Statement } from '../parse.ts';
import type { Block } from '../transcript.ts';

/** The arrays that an option may be set to. */
const ARRAYS: readonly (readonly string[])[] = [
  ['l_linger', 'l_onoff'],
  ['sec', 'usec'],
  ['group', 'interface'],
  ['group', 'interface', 'source'],
];

/** Options whose value names an interface: PHP takes a boolean for such a name, too. */
const INTERFACES = new Set(['IP_MULTICAST_IF', 'IPV6_MULTICAST_IF']);

/** The statements, by their positions, that are left out, with those that ask for what they would have set. */
export function unsayable(statements: readonly Statement[], recorded: readonly Block[]): ReadonlySet<number> {
  const left = new Set<number>();
  const unset = new Set<string>();
  for (const [index, { value }] of statements.entries()) {
    if (value.tag !== 'call') continue;
    const option = JSON.stringify(value.args.slice(0, 3));
    if (/^socket_set_?opt(ion)?$/.test(value.name)) {
      const said = isOptionValue(value.args[3], value.args[2]);
      if (!said) left.add(index);
      unset[said ? 'delete' : 'add'](option);
    } else if (/^socket_get_?opt(ion)?$/.test(value.name) && unset.has(option)) left.add(index);
    // A sender's port comes with its address, asked for or not.
    else if (recorded[index]?.lines.some((line) => line.includes('Wrong parameter count')) ?? false) left.add(index);
  }
  return left;
}

function isOptionValue(value: Expression | undefined, name: Expression | undefined): boolean {
  if (value === undefined || value.tag === 'float') return false;
  if (value.tag === 'constant' && name?.tag === 'constant') return !INTERFACES.has(name.name);
  if (value.tag !== 'array') return true;
  const fields = value.entries.map(({ key, value: field }) => [key?.tag === 'string' ? key.value : '', field] as const);
  const keys = fields.map(([key]) => key).sort();
  return ARRAYS.some((known) => known.join() === keys.join()) && fields.every(([key, field]) => isField(key, field));
}

function isField(key: string, value: Expression): boolean {
  if (key !== 'interface') return value.tag === (['group', 'source'].includes(key) ? 'string' : 'int');
  return value.tag === 'string' || (value.tag === 'int' && value.value >= 0);
}
