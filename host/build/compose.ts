// Composition: one component is made of a component that imports `wasock:sockets/php` and of the library that exports
// it. It is done on the components' text, which jco's tools print and parse. The result has the imports of either, both
// components inside, and says which instance goes where. Interfaces that both import would have to be merged; other
// tools do that (wac).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PHP_INTERFACE } from '../generated/released.ts';
import { messageOf } from '../thrown.ts';
import { isComponent } from '../wasm/reader.ts';
import { PACKAGE_ROOT } from './package.ts';

/**
 * Which library a program is composed with.
 *
 * - `component`: the one on `wasock:sockets/host`, for this package's host.
 * - `wasip2`: the one on `wasi:sockets`, for any WASI 0.2 runtime.
 */
export type ComposeTarget = keyof typeof LIBRARIES;

const LIBRARIES = { component: 'library.component.wasm', wasip2: 'library.wasip2.component.wasm' };

/** Thrown where two components cannot be composed here. */
export class ComposeError extends Error {
  readonly code = 'ERR_WASOCK_COMPOSE';
}

/**
 * Plugs this package's library into a program.
 *
 * @throws {ComposeError} as `compose`
 */
export function composeWithLibrary(program: Uint8Array, target: ComposeTarget): Promise<Uint8Array> {
  return compose(program, readFileSync(join(PACKAGE_ROOT, 'dist/php', LIBRARIES[target])));
}

/**
 * Plugs a library into a program.
 *
 * @param program a component that imports `wasock:sockets/php`
 * @param library a component that exports it
 * @returns a component that imports what else the two import, and exports what the program does
 * @throws {ComposeError} if one is no component, the program does not import it, both import another interface, or what
 *   is imported is not what is exported
 */
export async function compose(program: Uint8Array, library: Uint8Array): Promise<Uint8Array> {
  const [user, provider] = [await partOf('program', program), await partOf('library', library)];
  const [wanted] = user.imports.filter(isPhp);
  if (wanted === undefined)
    throw new ComposeError(`the program does not import ${PHP_INTERFACE}, so there is nothing to compose`);
  const shared = user.imports.filter(({ name }) => provider.imports.some((other) => other.name === name));
  if (shared.length > 0) {
    throw new ComposeError(`program and library both import ${shared[0]?.name}: compose them with wac (wac plug)`);
  }
  return assemble(`(component
${[...user.declarations(isPhp), ...provider.declarations(() => false)].join('\n')}
${provider.nested()}
${user.nested()}
(instance $provided (instantiate $library ${provider.imports.map(given).join(' ')}))
(alias export $provided "${PHP_INTERFACE}" (instance $php))
(instance $whole (instantiate $program ${user.imports.map(given).join(' ')}))
${user.exports.map(({ kind, name }, index) => `(alias export $whole "${name}" (${kind} $export${index}))`).join('\n')}
${user.exports.map(({ kind, name }, index) => `(export "${name}" (${kind} $export${index}))`).join('\n')}
)`);
}

/** The component of a text. It is valid if its interface can be read. @throws ComposeError if not */
async function assemble(text: string): Promise<Uint8Array> {
  const { componentWit, parse } = await import('@bytecodealliance/jco-transpile/wasm-tools');
  try {
    const whole = await parse(text);
    await componentWit(whole);
    return whole;
  } catch (error) {
    throw new ComposeError(`program and library do not fit together: ${messageOf(error)}`, { cause: error });
  }
}

async function partOf(role: string, component: Uint8Array): Promise<Part> {
  if (!isComponent(component)) throw new ComposeError(`the ${role} is not a component`);
  const { print } = await import('@bytecodealliance/jco-transpile/wasm-tools');
  const text = await print(component).catch((error: unknown) => {
    throw new ComposeError(`the ${role} is not a valid component`, { cause: error });
  });
  return new Part(role, text);
}

function isPhp({ name }: Import): boolean {
  return name === PHP_INTERFACE;
}

/** The argument of an instantiation for an import. */
function given(found: Import): string {
  return `(with "${found.name}" (instance ${isPhp(found) ? '$php' : found.instance}))`;
}

interface Import {
  name: string;
  /** The name of the instance in the whole. */
  instance: string;
  /** The index of its type. */
  type: string;
}

interface Export {
  kind: string;
  name: string;
}

/** An identifier or an index. */
const REFERENCE = String.raw`(\$"[^"]*"|\$[^\s()]+|\d+)`;

/** A definition: its identifier, if it has one, and its index. */
const DEFINITION = String.raw`(?:${REFERENCE} )?(?:\(@name "[^"]*"\) )?\(;(\d+);\)`;

const TYPE = new RegExp(String.raw`^\(type ${DEFINITION}(?=\s+\(instance)`);
const IMPORT = new RegExp(String.raw`^\(import "([^"]+)" \(instance ${DEFINITION} \(type ${REFERENCE}\)\)\)$`);
const ALIAS = new RegExp(String.raw`^\(alias export ${REFERENCE} ("[^"]+") \(type ${DEFINITION}\)\)$`);
const OUTER = new RegExp(String.raw`\(alias outer 1 ${REFERENCE} \(type`, 'g');
const HEAD = [TYPE, IMPORT, ALIAS];
const BEGINNING = new RegExp(String.raw`^\(component(?: ${REFERENCE})?`);
const EXPORT = new RegExp(String.raw`^\(export (?:${DEFINITION} )?"([^"]+)" \((instance|func) `);

/** One of the two components, as its text. */
class Part {
  readonly imports: Import[] = [];
  readonly exports: Export[] = [];
  readonly #role: string;
  readonly #text: string;
  /** Its imports with what they need: types of instances, and aliases of what the imports export. */
  readonly #head: readonly string[];
  readonly #types = new Map<string, string>();
  readonly #instances = new Map<string, string>();

  constructor(role: string, text: string) {
    this.#role = role;
    this.#text = text;
    const forms = text
      .split(/^ {2}(?=\()/m)
      .slice(1)
      .map((form) => form.trimEnd());
    const lastImport = forms.findLastIndex((form) => form.startsWith('(import'));
    this.#head = forms.slice(0, lastImport + 1).filter((form) => HEAD.some((pattern) => pattern.test(form)));
    for (const form of this.#head) this.#learn(form);
    if (this.imports.length < forms.filter((form) => form.startsWith('(import')).length) {
      throw new ComposeError(`the ${role} imports more than instances: compose it with wac (wac plug)`);
    }
    for (const form of forms) {
      const [, , , name, kind] = EXPORT.exec(form) ?? [];
      if (name !== undefined && kind !== undefined) this.exports.push({ kind, name });
    }
  }

  #learn(form: string): void {
    const [, typeName, type] = TYPE.exec(form) ?? [];
    if (type !== undefined) this.#types.set(typeName ?? type, type);
    const [, name, instanceName, instance, ofType] = IMPORT.exec(form) ?? [];
    if (name !== undefined && instance !== undefined && ofType !== undefined) {
      this.#instances.set(instanceName ?? instance, instance);
      this.imports.push({ name, instance: this.#own('instance', instance), type: this.#indexOf(this.#types, ofType) });
    }
    const [, , , aliasName, alias] = ALIAS.exec(form) ?? [];
    if (alias !== undefined) this.#types.set(aliasName ?? alias, alias);
  }

  /** The head of the whole that this component needs, without some of the imports. */
  declarations(isLeftOut: (found: Import) => boolean): string[] {
    const leftOut = this.imports.filter(isLeftOut);
    const types = new Set(leftOut.map(({ type }) => type));
    for (const { name, type } of this.imports) if (!leftOut.some((other) => other.name === name)) types.delete(type);
    return this.#head
      .filter(
        (form) =>
          !leftOut.some(({ name }) => form.startsWith(`(import "${name}"`)) && !types.has(TYPE.exec(form)?.[2] ?? ''),
      )
      .map((form) => this.#renamed(form));
  }

  /** The component inside the whole. */
  nested(): string {
    return this.#text.replace(BEGINNING, () => `(component $${this.#role}`);
  }

  /** A form of the head with identifiers that no other part has. */
  #renamed(form: string): string {
    return form
      .replace(TYPE, (_, _name, index: string) => `(type ${this.#own('type', index)}`)
      .replace(IMPORT, (_, name: string, _own, index: string, type: string) => {
        const found = this.#own('type', this.#indexOf(this.#types, type));
        return `(import "${name}" (instance ${this.#own('instance', index)} (type ${found})))`;
      })
      .replace(ALIAS, (_, instance: string, name: string, _own, index: string) => {
        const found = this.#own('instance', this.#indexOf(this.#instances, instance));
        return `(alias export ${found} ${name} (type ${this.#own('type', index)}))`;
      })
      .replaceAll(
        OUTER,
        (_, type: string) => `(alias outer 1 ${this.#own('type', this.#indexOf(this.#types, type))} (type`,
      );
  }

  #own(kind: string, index: string): string {
    return `$${this.#role}-${kind}${index}`;
  }

  #indexOf(known: Map<string, string>, reference: string): string {
    return known.get(reference) ?? reference;
  }
}
