// What the host gives a component, checked against what the component takes it for.
import { LinkError } from '../trap.ts';
import type { Description } from './definitions.ts';
import type { ImportGiver, Linker } from './linker.ts';
import { checkTaken } from './known-types.ts';
import { followInstanceType } from './match.ts';
import type { Provided, ProvidedInterface, Source } from './provided.ts';
import type { Instance, InstanceType, Item, Scope } from './items.ts';
import { isCompatible, splitName } from './versions.ts';

/** What a program gives, beside what the host provides. */
export interface Additional {
  /** What is imported without an interface. */
  readonly root: Source;
  interfaceOf(name: string): Source | undefined;
}

/** Gives what a component imports from outside: interfaces of the host's, and what the program gives. */
export function giverOf(provided: Provided, linker: Linker, given?: Additional): ImportGiver {
  return ({ name, described }, scope) => {
    if (described.kind !== 'instance') return provideItem(given?.root ?? NOTHING, '', name, described, scope, linker);
    const type = scope.get('type', described.type);
    if (type.kind !== 'instance') throw new LinkError(`'${name}' is an instance with the type of a ${type.kind}`);
    const source = given?.interfaceOf(name) ?? sourceOf(interfaceOf(name, provided));
    return { sort: 'instance', value: provideInstance(source, name, type, linker) };
  };
}

const NOTHING: Source = { name: '', resource: () => undefined, function: () => undefined };

/** An interface of the host's. @throws LinkError if a function has another type there */
function sourceOf({ name, resources, functions }: ProvidedInterface): Source {
  return {
    name,
    resource: (called) => resources.get(called),
    function(called, _, taken) {
      const found = functions.get(called);
      if (found !== undefined) checkTaken(name, called, taken);
      return found;
    },
  };
}

/** The interface of a name, or one that has nothing, which is enough for an import of types. @throws LinkError for an incompatible version */
function interfaceOf(name: string, provided: Provided): ProvidedInterface {
  const { own, version } = splitName(name);
  const found = provided.get(own);
  if (found === undefined) return { name: own, version: '', resources: new Map(), functions: new Map() };
  if (version === undefined || isCompatible(version, found.version)) return found;
  const later = own.startsWith('wasi:') && /^0\.3\b/.test(version) ? ': WASI 0.3 is not supported yet' : '';
  throw new LinkError(`the component imports '${name}'; wasock provides version ${found.version}${later}`);
}

function provideInstance(own: Source, name: string, type: InstanceType, linker: Linker): Instance {
  const exports = new Map<string, Item>();
  followInstanceType(type, linker.texts, (called, described, scope) => {
    const item = provideItem(own, name, called, described, scope, linker);
    exports.set(called, item);
    return item;
  });
  return { exports };
}

/** @param name the interface's; '' for what is imported without one */
function provideItem(
  own: Source,
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
      const resource = own.resource(called);
      if (resource === undefined) throw notProvided(name, called);
      return { sort: 'type', value: { kind: 'resource', resource: linker.resourceOf(resource, own.name) } };
    }
    case 'function': {
      const declared = scope.get('type', described.type);
      if (declared.kind !== 'function') throw notProvided(name, called);
      const provided = own.function(called, declared.type, linker.texts.ofFunction(declared.type));
      if (provided === undefined) throw notProvided(name, called);
      return { sort: 'function', value: { type: declared.type, kind: 'provided', provided } };
    }
    default:
      throw notProvided(name, called);
  }
}

function notProvided(name: string, called: string): LinkError {
  const what = name === '' ? `'${called}'` : `'${called}' of '${name}'`;
  return new LinkError(`the component imports ${what}, which wasock does not provide`);
}
