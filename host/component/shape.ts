// What a component imports and exports, with types, without instantiating it: nothing of it runs, and no core module is read.
import { LinkError } from '../trap.ts';
import { aliasItem } from './alias.ts';
import type { Canonical, ComponentBinary, Definition, Description, Named, Sort } from './definitions.ts';
import { type ComponentClosure, type Instance, type InstanceType, type Item, Scope } from './items.ts';
import { followInstanceType } from './match.ts';
import type { ImportGiver } from './linker.ts';
import { resolveType, resourceAt } from './resolve.ts';
import { Resource } from './resource.ts';
import { TypeTexts } from './type-texts.ts';
import { splitName } from './versions.ts';

/** Functions in it have types, and nothing else. */
export interface Shape {
  readonly imports: ReadonlyMap<string, Item>;
  readonly exports: ReadonlyMap<string, Item>;
  readonly texts: TypeTexts;
}

/** @throws LinkError if the component has no such thing as it refers to */
export function shapeOf(component: ComponentBinary): Shape {
  const texts = new TypeTexts();
  const imports = new Map<string, Item>();
  const { exports } = follow({ binary: component, scope: undefined }, texts, ({ name, described }, scope) => {
    const item = declared('', name, described, scope, texts);
    imports.set(name, item);
    return item;
  });
  return { imports, exports, texts };
}

function follow({ binary, scope: outer }: ComponentClosure, texts: TypeTexts, give: ImportGiver): Instance {
  texts.work.instance();
  const scope = new Scope(outer);
  const exports = new Map<string, Item>();
  for (const definition of binary.definitions) {
    texts.work.define(definition);
    const item = itemOf(definition, scope, texts, give);
    if (definition.kind === 'export') exports.set(definition.name, item);
    scope.add(item);
  }
  return { exports };
}

function itemOf(definition: Definition, scope: Scope, texts: TypeTexts, give: ImportGiver): Item {
  switch (definition.kind) {
    case 'core module':
    case 'core instance':
    case 'core type':
      return unread(definition.kind);
    case 'component':
      return { sort: 'component', value: { binary: definition.component, scope } };
    case 'instance': {
      const { instance: made } = definition;
      if (made.kind === 'exports') return { sort: 'instance', value: { exports: itemsOf(made.exports, scope) } };
      const args = itemsOf(made.args, scope);
      const inner: ImportGiver = ({ name }) => {
        const item = args.get(name);
        if (item === undefined)
          throw new LinkError(`a component inside another is not given what it imports, '${name}'`);
        return item;
      };
      return { sort: 'instance', value: follow(scope.get('component', made.component), texts, inner) };
    }
    case 'alias':
      return definition.alias.kind === 'core export'
        ? unread(definition.alias.sort)
        : aliasItem(definition.alias, scope);
    case 'type':
      return { sort: 'type', value: resolveType(definition.type, scope, texts, () => new Resource('', '')) };
    case 'canonical':
      return canonicalItem(definition.canonical, scope);
    case 'import':
      return give(definition, scope);
    case 'export': {
      const item = scope.item(definition.value.sort, definition.value.index);
      if (item.sort === 'type' && item.value.kind === 'resource') item.value.resource.exportedAs(definition.name);
      return item;
    }
  }
}

function itemsOf(all: readonly Named[], scope: Scope): Map<string, Item> {
  return new Map(all.map(({ name, value }) => [name, scope.item(value.sort, value.index)]));
}

function canonicalItem(canonical: Canonical, scope: Scope): Item {
  if (canonical.kind === 'lift') return functionOf(scope, canonical.type);
  if (canonical.kind !== 'lower') resourceAt(scope, canonical.resource);
  return unread('core function');
}

function functionOf(scope: Scope, index: number): Item {
  const type = scope.get('type', index);
  if (type.kind !== 'function') throw new LinkError(`the component has a function with the type of a ${type.kind}`);
  return {
    sort: 'function',
    value: { type: type.type, kind: 'provided', provided: { call: undefined, waits: false } },
  };
}

/** What nobody asks for here. */
function unread(sort: Sort): Item {
  return { sort, value: undefined } as unknown as Item;
}

/** What an import is declared as. @param owner the interface that it belongs to, '' for none */
function declared(owner: string, name: string, described: Description, scope: Scope, texts: TypeTexts): Item {
  switch (described.kind) {
    case 'equal type':
      return { sort: 'type', value: scope.get('type', described.type) };
    case 'resource': {
      const provided = { name, drop: () => {} };
      return {
        sort: 'type',
        value: { kind: 'resource', resource: new Resource(name, splitName(owner).own, { provided }) },
      };
    }
    case 'function':
      return functionOf(scope, described.type);
    case 'instance': {
      const type = scope.get('type', described.type);
      if (type.kind !== 'instance') throw new LinkError(`'${name}' is an instance with the type of a ${type.kind}`);
      return { sort: 'instance', value: declaredInstance(name, type, texts) };
    }
    case 'component':
    case 'core module':
      return unread(described.kind);
  }
}

function declaredInstance(owner: string, type: InstanceType, texts: TypeTexts): Instance {
  const exports = new Map<string, Item>();
  followInstanceType(type, texts, (name, described, scope) => {
    const item = declared(owner, name, described, scope, texts);
    exports.set(name, item);
    return item;
  });
  return { exports };
}
