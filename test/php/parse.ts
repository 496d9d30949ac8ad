// Scenarios as trees: the subset of PHP that README.md describes, one statement a line.
import { bytesOf, ScenarioError, type Token, tokenize, unescaped } from './tokens.ts';

export type Expression =
  | { readonly tag: 'int' | 'float'; readonly value: number }
  /** Each character is a byte, as PHP's strings have them. */
  | { readonly tag: 'string'; readonly value: string }
  /** TRUE, FALSE and NULL too, in capitals. */
  | { readonly tag: 'constant' | 'variable'; readonly name: string }
  | { readonly tag: 'element'; readonly of: Expression; readonly key: Expression }
  | { readonly tag: 'array'; readonly entries: readonly Entry[] }
  | { readonly tag: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | {
      readonly tag: 'operation';
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    };

/** An element of an array; without a key it takes the next number. */
export interface Entry {
  readonly key: Expression | null;
  readonly value: Expression;
}

export interface Statement {
  readonly line: number;
  /** As written, without the comment. */
  readonly source: string;
  /** The variable that gets the value. */
  readonly target: string | null;
  readonly value: Expression;
  readonly difference: Difference | null;
}

/** What wasock does on purpose where PHP does something else. */
export interface Difference {
  /** Stands in differences.md. */
  readonly id: string;
  /** Whether PHP is not asked to run the line. */
  readonly unasked: boolean;
  /** The lines of the transcript that wasock gives. */
  readonly here: readonly string[];
}

export interface Scenario {
  readonly statements: readonly Statement[];
  /** What the machine must have, as `#needs inet6` says. */
  readonly needs: readonly string[];
}

/** From the loosest to the tightest. */
const OPERATORS = [['==='], ['|'], ['+', '-', '.']] as const;
type Operator = (typeof OPERATORS)[number][number];

/** @throws ScenarioError with the line's number */
export function parseScenario(text: string): Scenario {
  const statements: Statement[] = [];
  const needs: string[] = [];
  for (const [index, source] of text.split('\n').entries()) {
    const [, directive, rest = ''] = /^#(needs|>) (.*)$/.exec(source) ?? [];
    if (directive === 'needs') needs.push(...rest.split(' '));
    else if (directive === '>') statements.push(withLine(statements.pop(), rest, index + 1));
    else statements.push(...parseLine(source, index + 1));
  }
  const silent = statements.find(({ difference }) => difference?.here.length === 0);
  if (silent !== undefined) throw new ScenarioError(`line ${silent.line}: '#differs' without '#>' in the next line`);
  return { statements, needs };
}

function withLine(statement: Statement | undefined, here: string, line: number): Statement {
  const difference = statement?.difference;
  if (statement === undefined || difference === null || difference === undefined)
    throw new ScenarioError(`line ${line}: '#>' follows no line with '#differs'`);
  return { ...statement, difference: { ...difference, here: [...difference.here, here] } };
}

/** The statement of a line, or none. */
function parseLine(source: string, line: number): Statement[] {
  try {
    const { tokens, comment } = tokenize(source);
    if (tokens.length === 0) return [];
    const parser = new Parser(tokens);
    const target = tokens[0]?.kind === 'variable' && tokens[1]?.text === '=' ? tokens[0].text.slice(1) : null;
    if (target !== null) parser.skip(2);
    const value = parser.whole();
    const code = source.slice(0, tokens.at(-1)?.end).trim();
    return [{ line, source: code, target, value, difference: differenceOf(comment) }];
  } catch (error) {
    if (error instanceof ScenarioError) throw new ScenarioError(`line ${line}: ${error.message}: ${source}`);
    throw error;
  }
}

function differenceOf(comment: string): Difference | null {
  const found = /^#(differs|unasked) (\S+)$/.exec(comment);
  return found === null ? null : { id: found[2] ?? '', unasked: found[1] === 'unasked', here: [] };
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  skip(count: number): void {
    this.#at += count;
  }

  whole(): Expression {
    const expression = this.#operation(0);
    if (this.#at < this.#tokens.length) throw new ScenarioError(`'${this.#peek()}' is too much`);
    return expression;
  }

  #peek(): string {
    return this.#tokens[this.#at]?.text ?? '';
  }

  #take(text: string): void {
    if (this.#peek() !== text) throw new ScenarioError(`'${text}' is missing before '${this.#peek()}'`);
    this.#at++;
  }

  #operation(level: number): Expression {
    const operators: readonly Operator[] | undefined = OPERATORS[level];
    if (operators === undefined) return this.#postfix();
    let left = this.#operation(level + 1);
    for (;;) {
      const operator = operators.find((candidate) => candidate === this.#peek());
      if (operator === undefined) return left;
      this.#at++;
      left = { tag: 'operation', operator, left, right: this.#operation(level + 1) };
    }
  }

  #postfix(): Expression {
    let expression = this.#operand();
    while (this.#peek() === '[') {
      this.#take('[');
      expression = { tag: 'element', of: expression, key: this.#operation(0) };
      this.#take(']');
    }
    return expression;
  }

  #operand(): Expression {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw new ScenarioError('an operand is missing');
    switch (token.kind) {
      case 'number':
        return numberOf(token.text, 1);
      case 'variable':
        return { tag: 'variable', name: token.text.slice(1) };
      case 'single':
        return { tag: 'string', value: bytesOf(token.text.slice(1, -1).replace(/\\([\\'])/g, '$1')) };
      case 'double':
        return interpolated(token.text.slice(1, -1));
      case 'name':
        return this.#named(token.text);
      case 'mark':
        return this.#marked(token.text);
      default:
        return token.kind satisfies never;
    }
  }

  #named(name: string): Expression {
    if (this.#peek() !== '(') return { tag: 'constant', name };
    this.#take('(');
    return { tag: 'call', name, args: this.#list(')', () => this.#operation(0)) };
  }

  #marked(mark: string): Expression {
    if (mark === '[') return { tag: 'array', entries: this.#list(']', () => this.#entry()) };
    if (mark === '(') {
      const expression = this.#operation(0);
      this.#take(')');
      return expression;
    }
    const next = this.#tokens[this.#at];
    if (mark !== '-' || next?.kind !== 'number') throw new ScenarioError(`'${mark}' is no operand`);
    this.#at++;
    return numberOf(next.text, -1);
  }

  #entry(): Entry {
    const first = this.#operation(0);
    if (this.#peek() !== '=>') return { key: null, value: first };
    this.#take('=>');
    return { key: first, value: this.#operation(0) };
  }

  #list<T>(end: string, item: () => T): T[] {
    const items: T[] = [];
    while (this.#peek() !== end) {
      items.push(item());
      if (this.#peek() !== end) this.#take(',');
    }
    this.#take(end);
    return items;
  }
}

function numberOf(text: string, sign: number): Expression {
  const digits = text.replaceAll('_', '');
  return { tag: digits.includes('.') ? 'float' : 'int', value: sign * Number(digits) };
}

/** A string in double quotes: parts joined with `.`, where it holds variables. */
function interpolated(text: string): Expression {
  const parts = Array.from(text.matchAll(/\$(\w+)|(?:\\x[\da-fA-F]{2}|\\.|[^\\$]|\$(?!\w))+/g), ([part, name]) =>
    name === undefined ? ({ tag: 'string', value: unescaped(part) } as const) : ({ tag: 'variable', name } as const),
  );
  const [first = { tag: 'string', value: '' } as const, ...rest] = parts;
  return rest.reduce<Expression>((left, right) => ({ tag: 'operation', operator: '.', left, right }), first);
}
