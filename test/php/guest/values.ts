// Values of scenarios in AssemblyScript.
import type { Entry, Expression } from '../parse.ts';
import { ABSENT, HELPERS, type Kind, OPTION_KINDS, type Parameter, SIGNATURES } from '../signatures.ts';
import { type Call, isReference } from '../statements.ts';
import { type Code, joined, Lines, literal, needed, sure, TranslationError } from './code.ts';
import { ELEMENTS, HELD, type Shape, SHAPES } from './kinds.ts';
import type { Variable, Variables } from './variables.ts';

/** What an array lacks that has no key for a class's type argument. */
const NOUGHT: Expression = { tag: 'int', value: 0 };

/** Gives the code of values; what a value needs before it goes to the lines. */
export class Values {
  readonly #lines: Lines;
  readonly #variables: Variables;

  constructor(variables: Variables, lines: Lines = new Lines()) {
    this.#variables = variables;
    this.#lines = lines;
  }

  /** The variable of a name. @throws TranslationError if it has never been given a value */
  variable(name: string): Variable {
    const variable = this.#variables.get(name);
    if (variable === undefined) throw new TranslationError(`$${name} has no value`);
    return variable;
  }

  /** The code of a value for what takes it. */
  of(expression: Expression, wanted: Parameter): Code {
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

  #string(value: string, wanted: Parameter): Code {
    const ascii = /^[\0-\x7f]*$/.test(value);
    if (ascii && wanted !== 'data') return sure(literal(value), 'text');
    if (wanted === 'data' || wanted === 'payload')
      return sure(`${this.#lines.use('bytes')}(${literal(value)})`, 'data');
    return sure(literal(Buffer.from(value, 'latin1').toString('utf8')), 'text');
  }

  #constant(name: string, wanted: Parameter): Code {
    const upper = name.toUpperCase();
    if (upper === 'NULL') return sure(ABSENT[wanted] === undefined ? 'null' : this.#lines.type(ABSENT[wanted]), 'null');
    if (upper === 'TRUE' || upper === 'FALSE') return sure(upper.toLowerCase(), 'bool');
    return sure(this.#lines.use(name, 'wasock'), 'int');
  }

  #read(name: string, wanted: Parameter): Code {
    const { kind, boxed } = this.variable(name);
    const place = `v_${name}`;
    if (isReference(wanted)) return { text: place, kind: kind === '&pair' ? 'sockets' : kind, nullable: false };
    if (kind === '&pair') return sure(place, 'sockets');
    const code: Code = {
      text: boxed ? `${place}.value` : place,
      kind,
      nullable: HELD[kind].type.endsWith('| null') && name !== 'dir' && !(boxed && kind === 'text'),
    };
    if (wanted === 'data' && kind === 'text') return sure(`${this.#lines.use('dataOf')}(${needed(code)})`, 'data');
    return code;
  }

  #element(of: Expression, key: Expression): Code {
    const list = this.of(of, 'any');
    if (key.tag === 'string') return this.#field(list, key.value);
    const kind = ELEMENTS[list.kind];
    if (kind === undefined) throw new TranslationError(`a value of kind '${list.kind}' has no elements`);
    return sure(`${needed(list)}[${this.of(key, 'int').text}]`, kind);
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
    const items = entries.map(({ value }) => needed(this.of(value, element)));
    // A variable: a literal in a place of its own is one array for all calls.
    const type = HELD[list].type.replace(/ \| null$/, '');
    return sure(this.#lines.temporary(type, `[${items.join(', ')}]`), list);
  }

  #listKind(entries: readonly Entry[], wanted: Parameter): Kind {
    if (wanted in ELEMENTS) return wanted as Kind;
    const [first] = entries;
    if (first === undefined) return 'sockets';
    const { kind } = this.of(first.value, 'any');
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
      const code = this.of(value, kind);
      return [{ key, text: needed(code), kind: code.kind }];
    });
    return sure(this.#object(shape, values), shape.kind);
  }

  #object(shape: Shape, values: readonly { key: string; text: string; kind: Kind }[]): string {
    const argument = values.find(({ key }) => key === shape.generic)?.kind;
    const generic = argument === undefined ? '' : `<${HELD[argument].type.replace(/ \| null$/, '')}>`;
    const type = this.#lines.type(shape.class + generic);
    const make = shape.make ?? `new ${type}`;
    if (shape.assigned !== true) return `${make}(${values.map(({ text }) => text).join(', ')})`;
    const name = this.#lines.temporary(type, `new ${type}()`);
    for (const { key, text } of values) this.#lines.emit(`${name}.${key} = ${text};`);
    return name;
  }

  #call({ name, args }: Call): Code {
    const signature = SIGNATURES[name] ?? HELPERS[name];
    if (signature === undefined) throw new TranslationError(`${name}() has no row in signatures.ts`);
    const texts = args.map((arg, index) => {
      const parameter = signature.takes[index];
      if (parameter === undefined) throw new TranslationError(`${name}() takes ${signature.takes.length} arguments`);
      return this.#argument(arg, parameter);
    });
    const kind = signature.gives === 'option' ? optionKind(args) : signature.gives;
    const text = `${this.#lines.use(name, name in SIGNATURES ? 'wasock' : 'transcript')}(${texts.join(', ')})`;
    return { text, kind, nullable: HELD[kind].type.endsWith('| null') && !(name in HELPERS) };
  }

  #argument(arg: Expression, parameter: Parameter): string {
    const code = this.of(arg, parameter);
    if (!isReference(parameter)) return code.kind === 'null' ? code.text : needed(code);
    if (arg.tag === 'variable' || code.kind === 'null') return code.text;
    throw new TranslationError('only a variable can be passed by reference');
  }

  #operation(operator: string, left: Expression, right: Expression): Code {
    if (operator === '===') return this.#comparison(left, right);
    const wanted = operator === '.' ? 'text' : 'int';
    const [one, two] = [this.of(left, wanted), this.of(right, wanted)];
    if (one.kind === 'data' || two.kind === 'data') throw new TranslationError('data cannot be joined');
    if (operator === '.') return sure(`(${joined(one)} + ${joined(two)})`, wanted);
    return sure(`(${needed(one)} ${operator} ${needed(two)})`, wanted);
  }

  #comparison(left: Expression, right: Expression): Code {
    const [one, two] = [this.of(left, 'any'), this.of(right, 'any')];
    if (one.kind === 'data' || two.kind === 'data') throw new TranslationError('data cannot be compared: show it');
    return sure(`(${one.text} == ${two.text})`, 'bool');
  }
}

/** The kind of the option that the third argument names. */
function optionKind(args: readonly Expression[]): Kind {
  const name = args[2];
  return (name?.tag === 'constant' ? OPTION_KINDS[name.name] : undefined) ?? 'option';
}
