// Whether what a component is given is what it declares: imports, and what is passed to components inside it.
import { LinkError } from '../trap.ts';
import { aliasItem } from './alias.ts';
import type { Declaration, Description } from './definitions.ts';
import { resolveType } from './resolve.ts';
import type { TypeTexts } from './type-texts.ts';
import { type Instance, type InstanceType, type Item, Scope } from './items.ts';

/** Gives the thing that a declaration describes. @throws LinkError if there is none like that */
export type Giver = (name: string, described: Description, scope: Scope) => Item;

/**
 * Follows the declarations of an instance's type, with what an instance really has in place of what is declared.
 *
 * @param give looks up each export, and checks it
 */
export function followInstanceType({ declarations, scope }: InstanceType, texts: TypeTexts, give: Giver): void {
  const inner = new Scope(scope);
  for (const declaration of declarations) {
    texts.work.count();
    inner.add(itemOf(declaration, inner, texts, give));
  }
}

function itemOf(declaration: Declaration, scope: Scope, texts: TypeTexts, give: Giver): Item {
  switch (declaration.kind) {
    case 'core type':
      return { sort: 'core type', value: undefined };
    case 'type':
      return { sort: 'type', value: resolveType(declaration.type, scope, texts, noResource) };
    case 'alias':
      return aliasItem(declaration.alias, scope);
    case 'export':
      return give(declaration.name, declaration.described, scope);
    case 'import':
      throw new LinkError(`the type of an instance imports '${declaration.name}'`);
  }
}

function noResource(): never {
  throw new LinkError('the type of an instance defines a resource');
}

/**
 * Checks that something is as described.
 *
 * @param name for messages
 * @throws LinkError if it is not
 */
export function checkItem(item: Item, described: Description, scope: Scope, texts: TypeTexts, name: string): Item {
  const fault = faultOf(item, described, scope, texts, name);
  if (fault !== undefined) throw new LinkError(`'${name}' is ${fault}`);
  return item;
}

function faultOf(item: Item, described: Description, scope: Scope, texts: TypeTexts, name: string): string | undefined {
  switch (described.kind) {
    case 'core module':
      return item.sort === 'core module' ? undefined : `a ${item.sort}, not a core module`;
    case 'component':
      // It is checked against what it imports when it is instantiated, and what it exports where that is used.
      return item.sort === 'component' ? undefined : `a ${item.sort}, not a component`;
    case 'function': {
      const declared = scope.get('type', described.type);
      if (declared.kind !== 'function') return `declared with the type of a ${declared.kind}`;
      if (item.sort !== 'function') return `a ${item.sort}, not a function`;
      const [right, wrong] = [texts.ofFunction(declared.type), texts.ofFunction(item.value.type)];
      return right === wrong ? undefined : `a function ${short(wrong)}, not ${short(right)}`;
    }
    case 'resource':
      return item.sort === 'type' && item.value.kind === 'resource' ? undefined : 'no resource';
    case 'equal type':
      return item.sort === 'type' && isSameType(item, scope, described.type, texts) ? undefined : 'of another type';
    case 'instance': {
      const declared = scope.get('type', described.type);
      if (declared.kind !== 'instance') return `declared with the type of a ${declared.kind}`;
      if (item.sort !== 'instance') return `a ${item.sort}, not an instance`;
      checkInstance(item.value, declared, texts, name);
      return undefined;
    }
  }
}

function checkInstance({ exports }: Instance, type: InstanceType, texts: TypeTexts, path: string): void {
  followInstanceType(type, texts, (name, described, scope) => {
    const item = exports.get(name);
    if (item === undefined) throw new LinkError(`'${path}' has no '${name}'`);
    return checkItem(item, described, scope, texts, `${path}' '${name}`);
  });
}

function isSameType({ value }: Item & { sort: 'type' }, scope: Scope, index: number, texts: TypeTexts): boolean {
  const declared = scope.get('type', index);
  if (declared.kind === 'resource') return value.kind === 'resource' && value.resource === declared.resource;
  if (declared.kind === 'value')
    return value.kind === 'value' && texts.ofValue(value.type) === texts.ofValue(declared.type);
  if (declared.kind === 'function') {
    return value.kind === 'function' && texts.ofFunction(value.type) === texts.ofFunction(declared.type);
  }
  // Types of instances and components are used where they are declared only.
  return value.kind === declared.kind && value.declarations === declared.declarations;
}

/** How much of a type's text a message says. */
const SHOWN = 200;

export function short(type: string): string {
  return type.length <= SHOWN ? type : `${type.slice(0, SHOWN)}…`;
}
