// What a statement takes from variables that in PHP hold it by then: sockets and the like. In a runtime that lacks
// something they may hold nothing, and then the statement cannot be said.
import type { Expression } from '../parse.ts';
import { SIGNATURES } from '../signatures.ts';
import { isReference } from '../statements.ts';
import { ELEMENTS, HELD } from './kinds.ts';
import type { Variable } from './variables.ts';

/** A variable, and the guest's expression that is true where it lacks what is taken from it. */
export interface Lack {
  readonly name: string;
  readonly condition: string;
}

type VariableOf = (name: string) => Variable;

/** What the value of a statement takes from variables, in the order in which it is looked for. */
export function lackedBy(value: Expression, variableOf: VariableOf): Lack[] {
  // A variable alone is shown whatever it holds.
  const lacks = value.tag === 'variable' ? [] : lacksIn(value, variableOf);
  return [...new Map(lacks.map((lack) => [lack.condition, lack])).values()];
}

function lacksIn(expression: Expression, variableOf: VariableOf): Lack[] {
  const all = (expressions: readonly Expression[]) => expressions.flatMap((part) => lacksIn(part, variableOf));
  switch (expression.tag) {
    case 'variable':
      return nullOf(expression.name, variableOf);
    case 'element':
      return [...lacksIn(expression.of, variableOf), ...missing(expression.of, expression.key, variableOf)];
    case 'array':
      return all(expression.entries.map(({ value }) => value));
    case 'call': {
      const parameters = SIGNATURES[expression.name]?.takes ?? [];
      return all(expression.args.filter((_, index) => !isReference(parameters[index] ?? 'any')));
    }
    case 'operation':
      return expression.operator === '===' ? [] : all([expression.left, expression.right]);
    default:
      return [];
  }
}

/** A variable that must not be null. */
function nullOf(name: string, variableOf: VariableOf): Lack[] {
  const { kind, boxed } = variableOf(name);
  if (name === 'dir' || !isNullable(variableOf(name)) || (boxed && kind === 'text')) return [];
  return [{ name, condition: `v_${name}${boxed ? '.value' : ''} === null` }];
}

/** A list in a variable that must be long enough for an element. */
function missing(of: Expression, key: Expression, variableOf: VariableOf): Lack[] {
  if (of.tag !== 'variable' || key.tag !== 'int') return [];
  const variable = variableOf(of.name);
  if (variable.kind !== '&pair' && !(variable.kind in ELEMENTS)) return [];
  const list = `v_${of.name}${isNullable(variable) ? '!' : ''}`;
  return [{ name: of.name, condition: `${list}.length <= ${key.value}` }];
}

function isNullable({ kind }: Variable): boolean {
  return kind !== '&pair' && HELD[kind].type.endsWith('| null');
}
