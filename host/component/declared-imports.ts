// What a component imports, by what it says itself: nothing is compiled or instantiated.
import { LinkError } from '../trap.ts';
import { aliasItem } from './alias.ts';
import type { ComponentBinary, Definition, Description, Sort } from './definitions.ts';
import { type Item, type InstanceType, Scope } from './items.ts';
import { followInstanceType } from './match.ts';
import { immediate } from './provided.ts';
import { resolveType } from './resolve.ts';
import { Resource } from './resource.ts';
import { TypeTexts } from './type-texts.ts';

/** An import of a component from outside. */
export interface ComponentImport {
  readonly name: string;
  /** `type` is a name for another type. A resource from outside is `other`. */
  readonly kind: 'instance' | 'function' | 'type' | 'other';
  /** The functions of an instance, `[method]socket.bind`, and their types as type-texts.ts has them. */
  readonly functions: ReadonlyMap<string, string>;
}

/** @throws LinkError if an import is of a type that only an instance would show, or a type is not valid */
export function declaredImports({ definitions }: ComponentBinary): ComponentImport[] {
  const walk = new Walk();
  for (const definition of definitions) walk.follow(definition);
  return walk.imports;
}

/** Thrown where something depends on what only an instance would show. */
class NotKnown extends LinkError {}

/** Index spaces in which not everything is known. */
class PartlyKnown extends Scope {
  readonly #unknown = new Set<Item>();

  /** Gives something that is not known the next index of its sort. */
  addUnknown(sort: Sort): void {
    const item = { sort, value: undefined } as Item;
    this.#unknown.add(item);
    this.add(item);
  }

  override item(sort: Sort, index: number): Item {
    const item = super.item(sort, index);
    if (this.#unknown.has(item)) throw new NotKnown(`the component's ${sort} ${index} is not known here`);
    return item;
  }
}

class Walk {
  readonly imports: ComponentImport[] = [];
  readonly #scope = new PartlyKnown();
  readonly #texts = new TypeTexts();

  follow(definition: Definition): void {
    this.#texts.work.define(definition);
    try {
      const item = this.#item(definition);
      if (item === undefined) this.#scope.addUnknown(sortOf(definition));
      else this.#scope.add(item);
    } catch (error) {
      if (!(error instanceof NotKnown)) throw error;
      if (definition.kind === 'import') {
        throw new LinkError(`what the component imports as '${definition.name}' is of a type that is not known here`, {
          cause: error,
        });
      }
      this.#scope.addUnknown(sortOf(definition));
    }
  }

  /** @returns undefined for what there is only in an instance @throws NotKnown for what depends on that */
  #item(definition: Definition): Item | undefined {
    switch (definition.kind) {
      case 'type':
        return {
          sort: 'type',
          value: resolveType(definition.type, this.#scope, this.#texts, () => new Resource('resource', '')),
        };
      case 'alias':
        return definition.alias.kind === 'core export' ? undefined : aliasItem(definition.alias, this.#scope);
      case 'export':
        return this.#scope.item(definition.value.sort, definition.value.index);
      case 'import':
        return this.#import(definition.name, definition.described);
      default:
        return undefined;
    }
  }

  #import(name: string, described: Description): Item | undefined {
    const functions = new Map<string, string>();
    const item = this.#described(name, described, this.#scope, name.replace(/@.*$/s, ''), functions);
    const kind = kindOf(described);
    this.imports.push({ name, kind, functions: kind === 'instance' ? functions : new Map() });
    return item;
  }

  /** @param owner the interface that has it, for the names of resources @param functions where an instance's are noted */
  #described(
    name: string,
    described: Description,
    scope: Scope,
    owner: string,
    functions: Map<string, string>,
  ): Item | undefined {
    switch (described.kind) {
      case 'equal type':
        return { sort: 'type', value: scope.get('type', described.type) };
      case 'resource': {
        const provided = { name, drop() {} };
        return { sort: 'type', value: { kind: 'resource', resource: new Resource(name, owner, { provided }) } };
      }
      case 'function': {
        const type = scope.get('type', described.type);
        if (type.kind !== 'function') throw new LinkError(`'${name}' is a function with the type of a ${type.kind}`);
        functions.set(name, this.#texts.ofFunction(type.type));
        return { sort: 'function', value: { type: type.type, kind: 'provided', provided: immediate(undefined) } };
      }
      case 'instance': {
        const type = scope.get('type', described.type);
        if (type.kind !== 'instance') throw new LinkError(`'${name}' is an instance with the type of a ${type.kind}`);
        return this.#instance(name, type, owner, functions);
      }
      default:
        return undefined;
    }
  }

  #instance(name: string, type: InstanceType, owner: string, functions: Map<string, string>): Item {
    const exports = new Map<string, Item>();
    followInstanceType(type, this.#texts, (called, described, scope) => {
      const inner = described.kind === 'instance' ? new Map<string, string>() : functions;
      const item = this.#described(called, described, scope, owner, inner);
      if (item === undefined) throw new LinkError(`'${name}' has a ${described.kind}, '${called}'`);
      exports.set(called, item);
      return item;
    });
    return { sort: 'instance', value: { exports } };
  }
}

function kindOf({ kind }: Description): ComponentImport['kind'] {
  if (kind === 'instance' || kind === 'function') return kind;
  return kind === 'equal type' ? 'type' : 'other';
}

/** The sort of what a definition defines. */
function sortOf(definition: Definition): Sort {
  switch (definition.kind) {
    case 'alias':
      return definition.alias.sort;
    case 'export':
      return definition.value.sort;
    case 'import':
      return importedSort(definition.described);
    case 'canonical':
      return definition.canonical.kind === 'lift' ? 'function' : 'core function';
    default:
      return definition.kind;
  }
}

function importedSort({ kind }: Description): Sort {
  return kind === 'resource' || kind === 'equal type' ? 'type' : kind;
}
