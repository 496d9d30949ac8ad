// What whoever runs a statement has to know of it.
import type { Expression } from './parse.ts';
import { type Parameter, type Reference, SIGNATURES } from './signatures.ts';

export type Call = Extract<Expression, { tag: 'call' }>;

export const isReference = (parameter: Parameter): parameter is Reference => parameter.startsWith('&');

/** Whether a line asks for the last error of any function, which is then not cleared before it. */
export function asksForError(expression: Expression): boolean {
  return calls(expression).some(
    ({ name, args }) => ['socket_last_error', 'socket_clear_error'].includes(name) && args.length === 0,
  );
}

/** Every call in an expression, outermost first. */
export function calls(expression: Expression): Call[] {
  switch (expression.tag) {
    case 'call':
      return [expression, ...expression.args.flatMap(calls)];
    case 'operation':
      return [...calls(expression.left), ...calls(expression.right)];
    case 'element':
      return calls(expression.of);
    case 'array':
      return expression.entries.flatMap(({ value }) => calls(value));
    default:
      return [];
  }
}

/** The variables that a call passes by reference, with the parameters that they are passed to. */
export function referencesIn(expression: Expression): { name: string; parameter: Reference; position: number }[] {
  if (expression.tag !== 'call') return [];
  const parameters = SIGNATURES[expression.name]?.takes ?? [];
  return expression.args.flatMap((arg, index) => {
    const parameter = parameters[index];
    return parameter !== undefined && isReference(parameter) && arg.tag === 'variable'
      ? [{ name: arg.name, parameter, position: index }]
      : [];
  });
}
