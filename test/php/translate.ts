// A scenario as an AssemblyScript guest that prints its transcript.
import { ELEMENTS, HELD, type Held, type Shape, SHAPES } from './kinds.ts';
import type { Entry, Expression, Scenario, Statement } from './parse.ts';
import { ABSENT, HELPERS, type Kind, OPTION_KINDS, type Parameter, type Reference, SIGNATURES } from './signatures.ts';

/** What cannot be said in AssemblyScript, or has no row in the tables. */
export class TranslationError extends Error {
  readonly code = 'ERR_TRANSLATION';
}

/** A variable: `boxed` in a Ref, because some call takes it by reference. */
interface Variable {
  readonly kind: Kind | '&pair';
  readonly boxed: boolean;
}

/** Code, and what it gives. */
interface Code {
  readonly text: string;
  readonly kind: Kind;
  /** Whether it may be null and must not be, where it is used. */
  readonly nullable: boolean;
}

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
/** What an array lacks that has no key for a class's type argument. */
const NOUGHT: Expression = { tag: 'int', value: 0 };
const DIR: Variable = { kind: 'text', boxed: false };

const isReference = (parameter: Parameter): parameter is Reference => parameter.startsWith('&');
const literal = (text: string) => JSON.stringify(text);
const signatureOf = (name: string) => SIGNATURES[name] ?? HELPERS[name];

/**
 * The guest of a scenario, for a file whose way to test/guests/php/ is `support`. Its first argument is the directory
 * that `$dir` names.
 *
 * @throws TranslationError
 */
export function translate(scenario: Scenario, support: string): string {
  const { statements } = scenario;
  const asked = statements.map((statement) => asksForError(statement.value));
  const writer = new Writer(variablesOf(statements));
  for (const [index, statement] of statements.entries()) {
    try {
      writer.statement(statement, asked[index] ?? false);
    } catch (error) {
      if (error instanceof TranslationError)
        throw new TranslationError(`line ${statement.line}: ${error.message}: ${statement.source}`);
      throw error;
    }
  }
  return writer.guest(support);
}

/** Whether a line asks for the last error of any function, which is then not cleared before it. */
export function asksForError(expression: Expression): boolean {
  return calls(expression).some(
    ({ name, args }) => ['socket_last_error', 'socket_clear_error'].includes(name) && args.length === 0,
  );
}

type Call = Extract<Expression, { tag: 'call' }>;

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

/** What each variable holds: what some call writes to it, else the value that it first gets. */
function variablesOf(statements: readonly Statement[]): Map<string, Variable> {
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

function kindOf(value: Expression, variables: ReadonlyMap<string, Variable>): Kind {
  const { kind } = new Writer(variables).value(value, 'any');
  if (kind === 'null') throw new TranslationError('null alone tells no kind');
  return kind;
}

class Writer {
  readonly #variables: ReadonlyMap<string, Variable>;
  readonly #lines: string[] = [];
  /** Names to import, by file. */
  readonly #imports = new Map<string, Set<string>>();
  #temporaries = 0;

  constructor(variables: ReadonlyMap<string, Variable>) {
    this.#variables = variables;
  }

  statement({ source, target, value }: Statement, asks: boolean): void {
    this.#emit(`${this.#use('begin')}(${literal(source)}, ${asks});`);
    const variable = target === null ? undefined : this.#variable(target);
    const code = variable === undefined ? this.value(value, 'any') : this.#assigned(target ?? '', variable, value);
    if (code.kind === 'void') this.#emit(`${code.text};`);
    else if (code.kind === 'null') this.#result('"NULL"');
    else this.#result(this.#shown(code.kind, code.text));
    if (code.kind === 'socket' && target !== null)
      this.#emit(`${this.#use('nameSocket')}(${code.text}, ${literal(target)});`);
    if (code.kind === 'stream' && target !== null)
      this.#emit(`${this.#use('nameStream', 'stream-text')}(${code.text}, ${literal(target)});`);
    if (code.kind === 'address' && target !== null)
      this.#emit(`${this.#use('nameAddress', 'address-text')}(${code.text}, ${literal(target)});`);
    for (const { name } of referencesIn(value)) this.#shownVariable(name);
    this.#emit(`${this.#use('end')}();`);
  }

  /** The whole guest. Its variables are global, so that the compiler never knows better than a `!`. */
  guest(support: string): string {
    const declared = Array.from(this.#variables, ([name, variable]) => this.#declaration(name, variable));
    const imports = Array.from(this.#imports, ([file, names]) => {
      const path = file === 'wasock' ? file : `${support}/${file}`;
      return `import { ${[...names].sort().join(', ')} } from ${literal(path)};`;
    });
    return [...imports, ...declared, ...this.#lines, ''].join('\n');
  }

  /** The code of a value for what takes it. */
  value(expression: Expression, wanted: Parameter): Code {
    switch (expression.tag) {
      case 'int':
        if (expression.value !== (expression.value | 0))
          throw new TranslationError(`${expression.value} is no int of 32 bits`);
        return wanted === 'float' ? sure(`${expression.value}.0`, 'float') : sure(`${expression.value}`, 'int');
      case 'float':
        return sure(`<f64>${expression.value.toExponential()}`, 'float');
      case 'string':
        return this.#string(expression.value, wanted);
      case 'constant':
        return this.#constant(expression.name, wanted);
      case 'variable':
        return this.#read(expression.name, wanted);
      case 'element':
        return this.#element(expression.of, expression.key);
      case 'array':
        return this.#array(expression.entries, wanted);
      case 'call':
        return this.#call(expression);
      case 'operation':
        return this.#operation(expression.operator, expression.left, expression.right);
      default:
        return expression satisfies never;
    }
  }

  #emit(line: string): void {
    this.#lines.push(line);
  }

  #use(name: string, file = 'transcript'): string {
    const names = this.#imports.get(file) ?? new Set();
    this.#imports.set(file, names.add(name));
    return name;
  }

  /** Imports the classes of a type. */
  #type(type: string): string {
    for (const [name] of type.matchAll(/(?<![.\w])[A-Z]\w+/g))
      if (!['ArrayBuffer', 'UNSET', 'UNSET_TEXT'].includes(name)) this.#use(name, 'wasock');
    for (const [name] of type.matchAll(/\bUNSET\w*/g)) this.#use(name);
    return type;
  }

  #variable(name: string): Variable {
    const variable = this.#variables.get(name);
    if (variable === undefined) throw new TranslationError(`$${name} has no value`);
    return variable;
  }

  #held(kind: Kind | '&pair'): Held {
    return kind === '&pair' ? PAIR : HELD[kind];
  }

  #declaration(name: string, { kind, boxed }: Variable): string {
    if (name === 'dir') return 'const v_dir: string = process.argv[1];';
    const { type, initial } = this.#held(kind);
    if (boxed) return `const v_${name} = ${this.#type(BOXES[kind as Kind] ?? '')};`;
    return `let v_${name}: ${this.#type(type)} = ${this.#type(initial)};`;
  }

  #result(text: string): void {
    this.#emit(`${this.#use('result')}(${text});`);
  }

  #shown(kind: Kind | '&pair', text: string, none?: string): string {
    const { shown, from } = this.#held(kind);
    if (shown === '') throw new TranslationError(`a value of kind '${kind}' cannot be shown`);
    return `${this.#use(shown, from)}(${text}${none === undefined ? '' : `, ${none}`})`;
  }

  /** A reference after the call: PHP has null where nothing was written. */
  #shownVariable(name: string): void {
    const { kind, boxed } = this.#variable(name);
    const text = boxed ? `v_${name}.value` : `v_${name}`;
    const none = ['text', 'data', 'streams'].includes(kind) ? '"NULL"' : undefined;
    this.#emit(`${this.#use('variable')}(${literal(name)}, ${this.#shown(kind, text, none)});`);
  }

  #assigned(name: string, { kind, boxed }: Variable, value: Expression): Code {
    const wanted = kind === '&pair' ? 'sockets' : kind;
    const code = this.value(value, wanted);
    const place = boxed ? `v_${name}.value` : `v_${name}`;
    const bare = boxed && kind === 'text';
    if (code.kind === 'null' && kind === 'message') throw new TranslationError('a message cannot be null');
    const text = code.kind !== 'null' ? (bare ? needed(code) : code.text) : kind === 'int' ? '0' : 'null';
    this.#emit(`${place} = ${text};`);
    return code.kind === 'null' ? code : { text: place, kind: wanted, nullable: true };
  }

  #string(value: string, wanted: Parameter): Code {
    const ascii = /^[\0-\x7f]*$/.test(value);
    if (ascii && wanted !== 'data') return sure(literal(value), 'text');
    if (wanted === 'data' || wanted === 'payload') return sure(`${this.#use('bytes')}(${literal(value)})`, 'data');
    return sure(literal(Buffer.from(value, 'latin1').toString('utf8')), 'text');
  }

  #constant(name: string, wanted: Parameter): Code {
    const upper = name.toUpperCase();
    if (upper === 'NULL') return sure(ABSENT[wanted] === undefined ? 'null' : this.#type(ABSENT[wanted]), 'null');
    if (upper === 'TRUE' || upper === 'FALSE') return sure(upper.toLowerCase(), 'bool');
    return sure(this.#use(name, 'wasock'), 'int');
  }

  #read(name: string, wanted: Parameter): Code {
    const { kind, boxed } = this.#variable(name);
    const place = `v_${name}`;
    if (isReference(wanted)) return { text: place, kind: kind === '&pair' ? 'sockets' : kind, nullable: false };
    if (kind === '&pair') return sure(place, 'sockets');
    const code: Code = {
      text: boxed ? `${place}.value` : place,
      kind,
      nullable: HELD[kind].type.endsWith('| null') && name !== 'dir' && !(boxed && kind === 'text'),
    };
    if (wanted === 'data' && kind === 'text') return sure(`${this.#use('dataOf')}(${needed(code)})`, 'data');
    return code;
  }

  #element(of: Expression, key: Expression): Code {
    const list = this.value(of, 'any');
    if (key.tag === 'string') return this.#field(list, key.value);
    const kind = ELEMENTS[list.kind];
    if (kind === undefined) throw new TranslationError(`a value of kind '${list.kind}' has no elements`);
    return sure(`${needed(list)}[${this.value(key, 'int').text}]`, kind);
  }

  /** A field that PHP's array has as a key. */
  #field(of: Code, key: string): Code {
    const shape = SHAPES.find(({ kind }) => kind === of.kind);
    const kind = shape?.fields[key];
    if (shape === undefined || kind === undefined || kind === 'any')
      throw new TranslationError(`a value of kind '${of.kind}' has no '${key}'`);
    const part = HELD[of.kind].type.startsWith('OptionValue') ? `.${of.kind}` : '';
    return { text: `${needed(of)}${part}.${key}`, kind, nullable: HELD[kind].type.endsWith('| null') };
  }

  #array(entries: readonly Entry[], wanted: Parameter): Code {
    if (entries.some(({ key }) => key !== null)) return this.#shape(entries, wanted);
    const list = this.#listKind(entries, wanted);
    const element = ELEMENTS[list] ?? 'int';
    const items = entries.map(({ value }) => needed(this.value(value, element)));
    // A variable: a literal in a place of its own is one array for all calls.
    const type = HELD[list].type.replace(/ \| null$/, '');
    return sure(this.#temporary(type, `[${items.join(', ')}]`), list);
  }

  #listKind(entries: readonly Entry[], wanted: Parameter): Kind {
    if (wanted in ELEMENTS) return wanted as Kind;
    const [first] = entries;
    if (first === undefined) return 'sockets';
    const { kind } = this.value(first.value, 'any');
    const found = Object.entries(ELEMENTS).find(([, element]) => element === kind);
    if (found === undefined) throw new TranslationError(`there are no lists of kind '${kind}'`);
    return found[0] as Kind;
  }

  /** An array with keys, as an object of the class that stands for it. */
  #shape(entries: readonly Entry[], wanted: Parameter): Code {
    const fields = new Map(entries.map(({ key, value }) => [key?.tag === 'string' ? key.value : '', value]));
    const shape = SHAPES.find(
      ({ kind, fields: known }) =>
        kind === wanted || (wanted === 'any' && [...fields.keys()].every((key) => key in known)),
    );
    if (shape === undefined) throw new TranslationError('no class has all these keys');
    const values = Object.entries(shape.fields).flatMap(([key, kind]) => {
      const value = fields.get(key) ?? (key === shape.generic ? NOUGHT : undefined);
      if (value === undefined) return [];
      const code = this.value(value, kind);
      return [{ key, text: needed(code), kind: code.kind }];
    });
    return sure(this.#object(shape, values), shape.kind);
  }

  #object(shape: Shape, values: readonly { key: string; text: string; kind: Kind }[]): string {
    const argument = values.find(({ key }) => key === shape.generic)?.kind;
    const generic = argument === undefined ? '' : `<${HELD[argument].type.replace(/ \| null$/, '')}>`;
    const type = this.#type(shape.class + generic);
    const make = shape.make ?? `new ${type}`;
    if (shape.assigned !== true) return `${make}(${values.map(({ text }) => text).join(', ')})`;
    const name = this.#temporary(type, `new ${type}()`);
    for (const { key, text } of values) this.#emit(`${name}.${key} = ${text};`);
    return name;
  }

  #temporary(type: string, text: string): string {
    const name = `t${++this.#temporaries}`;
    this.#emit(`const ${name}: ${this.#type(type)} = ${text};`);
    return name;
  }

  #call({ name, args }: Call): Code {
    const signature = signatureOf(name);
    if (signature === undefined) throw new TranslationError(`${name}() has no row in signatures.ts`);
    const texts = args.map((arg, index) => {
      const parameter = signature.takes[index];
      if (parameter === undefined) throw new TranslationError(`${name}() takes ${signature.takes.length} arguments`);
      return this.#argument(arg, parameter);
    });
    const kind = signature.gives === 'option' ? optionKind(args) : signature.gives;
    const text = `${this.#use(name, name in SIGNATURES ? 'wasock' : 'transcript')}(${texts.join(', ')})`;
    return { text, kind, nullable: HELD[kind].type.endsWith('| null') && !(name in HELPERS) };
  }

  #argument(arg: Expression, parameter: Parameter): string {
    const code = this.value(arg, parameter);
    if (!isReference(parameter)) return code.kind === 'null' ? code.text : needed(code);
    if (arg.tag === 'variable' || code.kind === 'null') return code.text;
    throw new TranslationError('only a variable can be passed by reference');
  }

  #operation(operator: string, left: Expression, right: Expression): Code {
    if (operator === '===') return this.#comparison(left, right);
    const wanted = operator === '.' ? 'text' : 'int';
    const [one, two] = [this.value(left, wanted), this.value(right, wanted)];
    if (one.kind === 'data' || two.kind === 'data') throw new TranslationError('data cannot be joined');
    if (operator === '.') return sure(`(${joined(one)} + ${joined(two)})`, wanted);
    return sure(`(${needed(one)} ${operator} ${needed(two)})`, wanted);
  }

  #comparison(left: Expression, right: Expression): Code {
    const [one, two] = [this.value(left, 'any'), this.value(right, 'any')];
    if (one.kind === 'data' || two.kind === 'data') throw new TranslationError('data cannot be compared: show it');
    return sure(`(${one.text} == ${two.text})`, 'bool');
  }
}

/** Code that is never null. */
function sure(text: string, kind: Kind): Code {
  return { text, kind, nullable: false };
}

/** The code where null would be an error: PHP's TypeError. */
function needed({ text, nullable }: Code): string {
  return nullable ? `${text}!` : text;
}

/** The code as a string: a number among strings is written out. */
function joined(code: Code): string {
  return code.kind === 'int' ? `${needed(code)}.toString()` : needed(code);
}

/** The kind of the option that the third argument names. */
function optionKind(args: readonly Expression[]): Kind {
  const name = args[2];
  return (name?.tag === 'constant' ? OPTION_KINDS[name.name] : undefined) ?? 'option';
}
