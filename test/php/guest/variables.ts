// The variables of a scenario, as a guest has them.
import type { Expression, Statement } from '../parse.ts';
import type { Kind, Reference } from '../signatures.ts';
import { referencesIn } from '../statements.ts';
import { type Lines, TranslationError } from './code.ts';
import { HELD, type Held } from './kinds.ts';

/** A variable: `boxed` in a Ref, because some call takes it by reference. */
export interface Variable {
  readonly kind: Kind | '&pair';
  readonly boxed: boolean;
}

export type Variables = ReadonlyMap<string, Variable>;

const REFERENCES: Readonly<Record<Reference, Variable>> = {
  '&int': { kind: 'int', boxed: true },
  '&text': { kind: 'text', boxed: true },
  '&data': { kind: 'data', boxed: true },
  '&pair': { kind: '&pair', boxed: false },
  '&sockets': { kind: 'sockets', boxed: false },
  '&streams': { kind: 'streams', boxed: false },
  '&message': { kind: 'message', boxed: false },
};

/** The Ref of a boxed variable at first. */
const BOXES: Partial<Record<Kind, string>> = {
  int: 'new Ref<i32>(UNSET)',
  text: 'new Ref<string>(UNSET_TEXT)',
  data: 'new Ref<ArrayBuffer | null>(null)',
};

const PAIR: Held = { type: 'Socket[]', initial: '[]', shown: 'pairText', from: 'transcript' };
const DIR: Variable = { kind: 'text', boxed: false };

/** What each variable holds: what some call writes to it, else the value that it first gets, of which `kindOf` tells. */
export function variablesOf(
  statements: readonly Statement[],
  kindOf: (value: Expression, variables: Variables) => Kind,
): Variables {
  const variables = new Map<string, Variable>([['dir', DIR]]);
  for (const { value } of statements)
    for (const { name, parameter } of referencesIn(value)) {
      const variable = REFERENCES[parameter];
      if ((variables.get(name) ?? variable).kind !== variable.kind)
        throw new TranslationError(`$${name} is passed by reference as one thing and another`);
      variables.set(name, variable);
    }
  for (const { target, value } of statements) {
    if (target === null || variables.has(target)) continue;
    variables.set(target, { kind: kindOf(value, variables), boxed: false });
  }
  return variables;
}

export function heldIn({ kind }: Variable): Held {
  return kind === '&pair' ? PAIR : HELD[kind];
}

export function declaration(name: string, variable: Variable, lines: Lines): string {
  if (name === 'dir') return 'const v_dir: string = process.argv[1];';
  const { type, initial } = heldIn(variable);
  if (variable.boxed) return `const v_${name} = ${lines.type(BOXES[variable.kind as Kind] ?? '')};`;
  return `let v_${name}: ${lines.type(type)} = ${lines.type(initial)};`;
}
