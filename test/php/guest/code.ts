// AssemblyScript in pieces: what translates a scenario puts them together.
import type { Kind } from '../signatures.ts';

/** What cannot be said in AssemblyScript, or has no row in the tables. */
export class TranslationError extends Error {
  readonly code = 'ERR_TRANSLATION';
}

/** Code, and what it gives. */
export interface Code {
  readonly text: string;
  readonly kind: Kind;
  /** Whether it may be null and must not be, where it is used. */
  readonly nullable: boolean;
}

/** Code that is never null. */
export function sure(text: string, kind: Kind): Code {
  return { text, kind, nullable: false };
}

/** The code where null would be an error: PHP's TypeError. */
export function needed({ text, nullable }: Code): string {
  return nullable ? `${text}!` : text;
}

/** The code as a string: a number among strings is written out. */
export function joined(code: Code): string {
  return code.kind === 'int' ? `${needed(code)}.toString()` : needed(code);
}

export const literal = (text: string): string => JSON.stringify(text);

/** The lines of a guest, and what they import. */
export class Lines {
  readonly #lines: string[] = [];
  /** Names to import, by file. */
  readonly #imports = new Map<string, Set<string>>();
  #temporaries = 0;

  emit(line: string): void {
    this.#lines.push(line);
  }

  /** Imports a name; gives it back. */
  use(name: string, file = 'transcript'): string {
    const names = this.#imports.get(file) ?? new Set();
    this.#imports.set(file, names.add(name));
    return name;
  }

  /** Imports the classes of a type; gives it back. */
  type(type: string): string {
    for (const [name] of type.matchAll(/(?<![.\w])[A-Z]\w+/g))
      if (!['ArrayBuffer', 'UNSET', 'UNSET_TEXT'].includes(name)) this.use(name, 'wasock');
    for (const [name] of type.matchAll(/\bUNSET\w*/g)) this.use(name);
    return type;
  }

  /** Puts a value into a variable of its own; gives its name. */
  temporary(type: string, text: string): string {
    const name = `t${++this.#temporaries}`;
    this.emit(`const ${name}: ${this.type(type)} = ${text};`);
    return name;
  }

  /** The whole guest, for a file whose way to test/guests/php/ is `support`. */
  guest(declarations: readonly string[], support: string): string {
    const imports = Array.from(this.#imports, ([file, names]) => {
      const path = file === 'wasock' ? file : `${support}/${file}`;
      return `import { ${[...names].sort().join(', ')} } from ${literal(path)};`;
    });
    return [...imports, ...declarations, ...this.#lines, ''].join('\n');
  }
}
