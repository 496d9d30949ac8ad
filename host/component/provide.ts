// What the host gives a component, checked against what the component takes it for.
import { INTERFACES } from '../generated/interfaces.ts';
import { LinkError } from '../trap.ts';
import type { Description } from './definitions.ts';
import type { ImportGiver, Linker } from './linker.ts';
import { followInstanceType, short } from './match.ts';
import type { Provided, ProvidedInterface } from './provided.ts';
import type { Instance, InstanceType, Item, Scope } from './items.ts';

/** Gives what a component imports from outside: interfaces of the host's. */
export function giverOf(provided: Provided, linker: Linker): ImportGiver {
  return ({ name, described }, scope) => {
    if (described.kind === 'equal type') return { sort: 'type', value: scope.get('type', described.type) };
    if (described.kind !== 'instance') throw notProvided(name);
    const type = scope.get('type', described.type);
    if (type.kind !== 'instance') throw new LinkError(`'${name}' is an instance with the type of a ${type.kind}`);
    return { sort: 'instance', value: provideInstance(interfaceOf(name, provided), name, type, linker) };
  };
}

/** The interface of a name, or one that has nothing, which is enough for an import of types. @throws LinkError for an incompatible version */
function interfaceOf(name: string, provided: Provided): ProvidedInterface {
  const [, own = '', version] = /^([^@]*)(?:@(.*))?$/s.exec(name) ?? [];
  const found = provided.get(own);
  if (found === undefined) return { name: own, version: '', resources: new Map(), functions: new Map() };
  if (version === undefined || trackOf(version) === trackOf(found.version)) return found;
  const later = own.startsWith('wasi:') && /^0\.3\b/.test(version) ? ': WASI 0.3 is not supported yet' : '';
  throw new LinkError(`the component imports '${name}'; wasock provides version ${found.version}${later}`);
}

/** What compatible versions have in common: the number before the first dot, or while that is 0 the second one, too. */
function trackOf(version: string): string {
  const [, major = '', minor = ''] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  return major === '0' ? `0.${minor}` : major;
}

function provideInstance(own: ProvidedInterface, name: string, type: InstanceType, linker: Linker): Instance {
  const exports = new Map<string, Item>();
  followInstanceType(type, linker.texts, (called, described, scope) => {
    const item = provideItem(own, name, called, described, scope, linker);
    exports.set(called, item);
    return item;
  });
  return { exports };
}

function provideItem(
  own: ProvidedInterface,
  name: string,
  called: string,
  described: Description,
  scope: Scope,
  linker: Linker,
): Item {
  switch (described.kind) {
    case 'equal type':
      return { sort: 'type', value: scope.get('type', described.type) };
    case 'resource': {
      const resource = own.resources.get(called);
      if (resource === undefined) throw notProvided(name, called);
      return { sort: 'type', value: { kind: 'resource', resource: linker.resourceOf(resource, own.name) } };
    }
    case 'function': {
      const provided = own.functions.get(called);
      if (provided === undefined) throw notProvided(name, called);
      const declared = scope.get('type', described.type);
      if (declared.kind !== 'function') throw notProvided(name, called);
      const known = INTERFACES.get(own.name);
      const right = known?.get(called);
      const taken = linker.texts.ofFunction(declared.type);
      if (known !== undefined && right !== taken) {
        throw new LinkError(
          `the component imports '${called}' of '${name}' as ${short(taken)}: it is ${short(right ?? 'not there')}`,
        );
      }
      return { sort: 'function', value: { type: declared.type, kind: 'provided', provided } };
    }
    default:
      throw notProvided(name, called);
  }
}

function notProvided(name: string, called?: string): LinkError {
  const what = called === undefined ? `'${name}'` : `'${called}' of '${name}'`;
  return new LinkError(`the component imports ${what}, which wasock does not provide`);
}
