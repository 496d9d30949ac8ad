// A scenario as an AssemblyScript guest that prints its transcript.
import type { Expression, Scenario, Statement } from '../parse.ts';
import type { Kind } from '../signatures.ts';
import { asksForError, referencesIn } from '../statements.ts';
import { type Code, Lines, literal, needed, TranslationError } from './code.ts';
import { lackedBy } from './lacks.ts';
import { Values } from './values.ts';
import { declaration, heldIn, type Variable, type Variables, variablesOf } from './variables.ts';

/** How a value that has an identity gets the name of the variable that first holds it, and where that is done. */
const NAMING: Partial<Record<Kind, readonly [name: string, file: string]>> = {
  socket: ['nameSocket', 'transcript'],
  stream: ['nameStream', 'stream-text'],
  address: ['nameAddress', 'address-text'],
};

/**
 * The guest of a scenario, for a file whose way to test/guests/php/ is `support`. Its first argument is the directory
 * that `$dir` names. Its variables are global, so that the compiler never knows better than a `!`.
 *
 * @throws TranslationError
 */
export function translate({ statements }: Scenario, support: string): string {
  const variables = variablesOf(statements, kindOf);
  const lines = new Lines();
  const writer = new Writer(variables, lines);
  for (const statement of statements) {
    try {
      writer.statement(statement);
    } catch (error) {
      if (error instanceof TranslationError)
        throw new TranslationError(`line ${statement.line}: ${error.message}: ${statement.source}`);
      throw error;
    }
  }
  const declarations = Array.from(variables, ([name, variable]) => declaration(name, variable, lines));
  return lines.guest(declarations, support);
}

function kindOf(value: Expression, variables: Variables): Kind {
  const { kind } = new Values(variables).of(value, 'any');
  if (kind === 'null') throw new TranslationError('null alone tells no kind');
  return kind;
}

/** Writes statements, and what shows their effects. */
class Writer {
  readonly #lines: Lines;
  readonly #values: Values;

  constructor(variables: Variables, lines: Lines) {
    this.#lines = lines;
    this.#values = new Values(variables, lines);
  }

  /** A statement, unless it takes what an earlier one, which failed where PHP's does not, has not given. */
  statement({ source, target, value }: Statement): void {
    this.#emit('begin', literal(source), String(asksForError(value)));
    const lacks = lackedBy(value, (name) => this.#values.variable(name));
    for (const { name, condition } of lacks)
      this.#lines.emit(`if (${condition}) ${this.#lines.use('without')}(${literal(name)}); else`);
    this.#lines.emit('{');
    this.#effects(target, value);
    this.#lines.emit('}');
    this.#emit('end');
  }

  /** The statement itself, and what shows its effects. */
  #effects(target: string | null, value: Expression): void {
    const code = target === null ? this.#values.of(value, 'any') : this.#assigned(target, value);
    if (code.kind === 'void') this.#lines.emit(`${code.text};`);
    else
      this.#emit('result', code.kind === 'null' ? '"NULL"' : this.#shown({ kind: code.kind, boxed: false }, code.text));
    const naming = NAMING[code.kind];
    if (naming !== undefined && target !== null)
      this.#lines.emit(`${this.#lines.use(...naming)}(${code.text}, ${literal(target)});`);
    for (const { name } of referencesIn(value)) this.#reference(name);
  }

  /** A call of a function of transcript.ts. */
  #emit(name: string, ...args: readonly string[]): void {
    this.#lines.emit(`${this.#lines.use(name)}(${args.join(', ')});`);
  }

  #assigned(name: string, value: Expression): Code {
    const { kind, boxed } = this.#values.variable(name);
    const wanted = kind === '&pair' ? 'sockets' : kind;
    const code = this.#values.of(value, wanted);
    const place = boxed ? `v_${name}.value` : `v_${name}`;
    const bare = boxed && kind === 'text';
    if (code.kind === 'null' && kind === 'message') throw new TranslationError('a message cannot be null');
    const text = code.kind !== 'null' ? (bare ? needed(code) : code.text) : kind === 'int' ? '0' : 'null';
    this.#lines.emit(`${place} = ${text};`);
    return code.kind === 'null' ? code : { text: place, kind: wanted, nullable: true };
  }

  /** A reference after the call: PHP has null where nothing was written. */
  #reference(name: string): void {
    const variable = this.#values.variable(name);
    const text = variable.boxed ? `v_${name}.value` : `v_${name}`;
    const none = ['text', 'data', 'streams'].includes(variable.kind) ? '"NULL"' : undefined;
    this.#emit('variable', literal(name), this.#shown(variable, text, none));
  }

  #shown(variable: Variable, text: string, none?: string): string {
    const { shown, from } = heldIn(variable);
    if (shown === '') throw new TranslationError(`a value of kind '${variable.kind}' cannot be shown`);
    return `${this.#lines.use(shown, from)}(${text}${none === undefined ? '' : `, ${none}`})`;
  }
}
