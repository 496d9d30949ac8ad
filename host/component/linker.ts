// Instantiates components: follows their definitions in order, and binds what core modules import to functions on their
// memory. Nothing is generated from what a component says. Reference: design/mvp/Explainer.md and CanonicalABI.md of the
// component model.
import type { CoreValue } from '../abi/codec.ts';
import { GuestMemory } from '../abi/guest-memory.ts';
import { exportSignature } from '../abi/flat.mjs';
import type { FunctionType } from '../abi/types.ts';
import { checkExtent } from '../limits/bound.ts';
import type { Bounds } from '../limits.ts';
import { LinkError } from '../trap.ts';
import { checkCounts, type Extent, extentOfAll } from '../wasm/bounded-module.ts';
import { type Signature, signatureOf } from '../wasm/core-imports.ts';
import { aliasItem } from './alias.ts';
import { Boundary } from './boundary.ts';
import { coreImportObject, exportsOf } from './core.ts';
import type {
  Canonical,
  CanonicalOptions,
  CoreInstanceExpression,
  Definition,
  InstanceExpression,
  Named,
} from './definitions.ts';
import { HandleLimit, MOST_HANDLES } from './handles.ts';
import { ComponentInstance } from './instance.ts';
import { type CoreCall, LiftedFunction } from './lifted.ts';
import { type CallRules, endNow, lower, resourceDrop, resourceNew, resourceRepresentation } from './lower.ts';
import { checkItem } from './match.ts';
import type { ProvidedResource } from './provided.ts';
import { resolveType, resourceAt } from './resolve.ts';
import { TypeTexts } from './type-texts.ts';
import { forwarded, type Forwarding } from './forwarding.ts';
import {
  type ComponentClosure,
  type ComponentFunction,
  type CoreFunctionItem,
  type CoreInstance,
  type CoreItem,
  type CoreMemory,
  type CoreModule,
  type Instance,
  type Item,
  Scope,
} from './items.ts';
import { Resource } from './resource.ts';
import { Room } from './room.ts';

/** How the functions of guests that wait are called: JSPI. */
export interface Suspension {
  /** Makes of a function that may wait an import that suspends the guest. */
  import(item: CoreFunctionItem): WebAssembly.ImportValue;
  /** Makes of a guest's function one that gives a promise. */
  export(callee: CoreFunctionItem['callee']): (...args: CoreValue[]) => Promise<unknown>;
}

/** What a component is linked with. */
export interface LinkOptions {
  readonly modules: readonly CoreModule[];
  readonly limits: Bounds;
  readonly rules: CallRules;
  /** Undefined where waiting functions block the thread. */
  readonly suspension: Suspension | undefined;
  /** Called with the size of each memory, in bytes, at first and when it has grown. */
  readonly onMemory: (memory: WebAssembly.Memory, bytes: number) => void;
}

/** Links one component, with those inside it. */
export class Linker {
  readonly texts = new TypeTexts();
  readonly room = new Room();
  readonly #options: LinkOptions;
  readonly #limit = new HandleLimit(MOST_HANDLES);
  readonly #resources = new Map<ProvidedResource, Resource>();
  readonly #instances: ComponentInstance[] = [];
  /** Of the tables of shims. */
  readonly #forwardings = new Map<WebAssembly.Table, Forwarding>();
  /** Of the core instances together. */
  #made: Extent = extentOfAll([]);

  constructor(options: LinkOptions) {
    this.#options = options;
  }

  /** The resource that stands for one of the host's. @param owner the interface that has it */
  resourceOf(provided: ProvidedResource, owner = ''): Resource {
    let resource = this.#resources.get(provided);
    if (resource === undefined) {
      this.#resources.set(provided, (resource = new Resource(provided.name, owner, { provided })));
    }
    return resource;
  }

  /**
   * Instantiates a component.
   *
   * @param give what it imports, each checked
   * @throws LinkError if it is not valid, or has a form that is not known here
   */
  instantiate({ binary, scope: outer }: ComponentClosure, give: ImportGiver): Instance {
    this.texts.work.instance();
    const instance = new ComponentInstance(this.#limit, (provided) => this.resourceOf(provided));
    this.#instances.push(instance);
    const instantiation = new Instantiation(this, this.#options, instance, new Scope(outer), give);
    for (const definition of binary.definitions) instantiation.follow(definition);
    return { exports: instantiation.exports };
  }

  /**
   * Counts an instance that is about to be made. The modules were compiled such that there is room for one of each.
   *
   * @throws LinkError, LimitError if there are too many
   */
  countCoreInstance(module: CoreModule): void {
    this.texts.work.coreInstance(module);
    this.#made = extentOfAll([this.#made, module.extent]);
    checkCounts(this.#made);
    checkExtent(this.#made, this.#options.limits, 'an instance of a core module more could have, with the others,');
  }

  /** A module is about to be instantiated. If it gets a shim's table otherwise than to fill it, it may change it at any time. */
  beforeInstance({ indirection }: CoreModule, args: CoreArguments): void {
    const filled = filledTable(indirection, args);
    for (const given of args.values()) {
      for (const item of given.values()) {
        if (item.sort === 'core table' && item !== filled) this.#forwardings.get(item.value)?.forget();
      }
    }
  }

  /**
   * An instance whose functions are called straight, if it only stands between others. Not where guests are suspended: what is
   * called may be another core module (the adapter of WASI preview 1), which cannot wait with JavaScript between them.
   *
   * @param args what it was given
   */
  withoutIndirection({ indirection }: CoreModule, instance: CoreInstance, args: CoreArguments): CoreInstance {
    if (this.#options.suspension !== undefined) return instance;
    const filled = filledTable(indirection, args);
    if (indirection?.kind === 'shim') {
      const found = forwarded(instance, indirection);
      if (found === undefined) return instance;
      this.#forwardings.set(found.table, found.forwarding);
      return found.instance;
    }
    if (indirection !== undefined && filled?.sort === 'core table') {
      const forwarding = this.#forwardings.get(filled.value);
      for (const [slot, [module, name]] of indirection.slots) {
        const item = args.get(module)?.get(name);
        if (item?.sort === 'core function') forwarding?.fill(slot, item.value);
      }
    }
    return instance;
  }

  /** Ends what the component's handles own of the host's: all of it, and only then throws what the first of them has thrown. */
  end(): void {
    const thrown: unknown[] = [];
    for (const { handles } of this.#instances) {
      for (const { resource, representation } of handles.owned()) {
        const { provided } = resource;
        if (provided === undefined) continue;
        try {
          endNow(resource, representation);
        } catch (error) {
          thrown.push(error);
        }
      }
    }
    if (thrown.length > 0) throw thrown[0];
  }
}

/** The table that a module fills, if that is all that it does. */
function filledTable(indirection: CoreModule['indirection'], args: CoreArguments): CoreItem | undefined {
  return indirection?.kind === 'fixups' ? args.get(indirection.table[0])?.get(indirection.table[1]) : undefined;
}

/** What a core module is given: instances by the names of modules. */
type CoreArguments = ReadonlyMap<string, CoreInstance>;

/** Gives what a component imports. @throws LinkError if there is no such thing */
export type ImportGiver = (definition: Definition & { kind: 'import' }, scope: Scope) => Item;

/** A component while it is being instantiated. */
class Instantiation {
  readonly exports = new Map<string, Item>();
  readonly #linker: Linker;
  readonly #options: LinkOptions;
  readonly #instance: ComponentInstance;
  readonly #scope: Scope;
  readonly #give: ImportGiver;
  /** By their options: a component has one for all its functions, or few. */
  readonly #memories = new Map<string, GuestMemory>();

  constructor(linker: Linker, options: LinkOptions, instance: ComponentInstance, scope: Scope, give: ImportGiver) {
    this.#linker = linker;
    this.#options = options;
    this.#instance = instance;
    this.#scope = scope;
    this.#give = give;
  }

  follow(definition: Definition): void {
    this.#linker.texts.work.define(definition);
    const item = this.#item(definition);
    this.#scope.add(item);
  }

  #item(definition: Definition): Item {
    switch (definition.kind) {
      case 'core module':
        return { sort: 'core module', value: this.#options.modules[definition.number]! };
      case 'core instance':
        return { sort: 'core instance', value: this.#coreInstance(definition.instance) };
      case 'core type':
        return { sort: 'core type', value: undefined };
      case 'component':
        return { sort: 'component', value: { binary: definition.component, scope: this.#scope } };
      case 'instance':
        return { sort: 'instance', value: this.#componentInstance(definition.instance) };
      case 'alias':
        return aliasItem(definition.alias, this.#scope);
      case 'type':
        return {
          sort: 'type',
          value: resolveType(definition.type, this.#scope, this.#linker.texts, (index) => this.#resource(index)),
        };
      case 'canonical':
        return this.#canonical(definition.canonical);
      case 'import':
        return this.#give(definition, this.#scope);
      case 'export':
        return this.#export(definition);
    }
  }

  #export({ name, value, described }: Definition & { kind: 'export' }): Item {
    const item = this.#scope.item(value.sort, value.index);
    if (described !== undefined) checkItem(item, described, this.#scope, this.#linker.texts, name);
    if (this.exports.has(name)) throw new LinkError(`the component exports '${name}' twice`);
    this.exports.set(name, item);
    if (item.sort === 'type' && item.value.kind === 'resource') item.value.resource.exportedAs(name);
    return item;
  }

  #coreInstance(expression: CoreInstanceExpression): CoreInstance {
    if (expression.kind === 'exports') {
      return new Map(expression.exports.map(({ name, value }) => [name, this.#coreItem(value.sort, value.index)]));
    }
    const { suspension } = this.#options;
    const module = this.#scope.get('core module', expression.module);
    const args = new Map(
      expression.args.map(({ name, value }) => [name, this.#scope.get('core instance', value)] as const),
    );
    const wrap = ({ callee, ...item }: CoreFunctionItem): WebAssembly.ImportValue =>
      suspension?.import({ callee, ...item }) ?? (callee as WebAssembly.ImportValue);
    const imports = coreImportObject(module, args, wrap);
    this.#linker.countCoreInstance(module);
    this.#linker.beforeInstance(module, args);
    const instance = exportsOf(module, instanceOf(module.module, imports));
    return this.#linker.withoutIndirection(module, instance, args);
  }

  #coreItem(sort: string, index: number): CoreItem {
    switch (sort) {
      case 'core function':
      case 'core table':
      case 'core memory':
      case 'core global':
        return this.#scope.item(sort, index) as CoreItem;
      default:
        throw new LinkError(`the component makes a core instance of a ${sort}`);
    }
  }

  #componentInstance(expression: InstanceExpression): Instance {
    if (expression.kind === 'exports') return { exports: this.#items(expression.exports) };
    const component = this.#scope.get('component', expression.component);
    const args = this.#items(expression.args);
    return this.#linker.instantiate(component, ({ name, described }, scope) => {
      const item = args.get(name);
      if (item === undefined) throw new LinkError(`a component inside another is not given what it imports, '${name}'`);
      return checkItem(item, described, scope, this.#linker.texts, name);
    });
  }

  #items(all: readonly Named[]): Map<string, Item> {
    const items = new Map(all.map(({ name, value }) => [name, this.#scope.item(value.sort, value.index)]));
    if (items.size < all.length) throw new LinkError('the component gives two things of one name');
    return items;
  }

  #resource(destructor: number | undefined): Resource {
    const item = destructor === undefined ? undefined : this.#scope.get('core function', destructor);
    if (item !== undefined) checkSignature(item, signatureOf(['i32'], []), 'a destructor');
    const call = item && this.#callOf(item);
    return new Resource('', '', {
      definer: this.#instance,
      ...(call !== undefined && { destructor: (representation: number) => call(representation) }),
    });
  }

  #canonical(canonical: Canonical): Item {
    switch (canonical.kind) {
      case 'lift':
        return { sort: 'function', value: this.#lift(canonical) };
      case 'lower': {
        const callee = this.#scope.get('function', canonical.function);
        this.#linker.texts.work.crossing(callee.type);
        // Functions on memory read its strings themselves.
        const isStrict = callee.kind === 'lifted' || callee.provided.lowered === undefined;
        return coreFunction(lower(callee, this.#boundary(canonical.options, isStrict), this.#options.rules));
      }
      case 'resource.new':
        return coreFunction(resourceNew(this.#own(canonical.resource), this.#instance));
      case 'resource.rep':
        return coreFunction(resourceRepresentation(this.#own(canonical.resource), this.#instance));
      case 'resource.drop': {
        const resource = resourceAt(this.#scope, canonical.resource);
        return coreFunction(resourceDrop(resource, this.#instance, this.#options.rules));
      }
    }
  }

  /** A resource that this instance defines: nobody else may know representations. */
  #own(index: number): Resource {
    const resource = resourceAt(this.#scope, index);
    if (resource.definer !== this.#instance)
      throw new LinkError('the component takes apart a resource that is not its own');
    return resource;
  }

  #lift({ coreFunction: index, options, type: typeIndex }: Canonical & { kind: 'lift' }): ComponentFunction {
    const type = this.#scope.get('type', typeIndex);
    if (type.kind !== 'function') throw new LinkError(`the component lifts a function with the type of a ${type.kind}`);
    const item = this.#scope.get('core function', index);
    this.#linker.texts.work.crossing(type.type);
    const { params, results } = exportSignature(type.type);
    checkSignature(item, signatureOf(params, results), 'a lifted function');
    const postReturn = this.#postReturn(options, type.type);
    const lifted = new LiftedFunction(type.type, this.#callOf(item), this.#boundary(options), postReturn);
    return { type: type.type, kind: 'lifted', lifted };
  }

  #postReturn({ postReturn }: CanonicalOptions, type: FunctionType): CoreCall | undefined {
    if (postReturn === undefined) return undefined;
    const item = this.#scope.get('core function', postReturn);
    checkSignature(item, signatureOf(exportSignature(type).results, []), 'a post-return function');
    // It cannot wait: it may not call out.
    return item.callee as CoreCall;
  }

  /** How the linker calls a core function. */
  #callOf({ callee, isNative }: CoreFunctionItem): CoreCall {
    const { suspension } = this.#options;
    return (isNative && suspension !== undefined ? suspension.export(callee) : callee) as CoreCall;
  }

  /** @param isStrict whether strings that are not valid are a trap */
  #boundary(options: CanonicalOptions, isStrict = true): Boundary {
    return new Boundary(this.#instance, this.#memory(options, isStrict), this.#linker.room);
  }

  #memory({ encoding, memory, realloc }: CanonicalOptions, isStrict: boolean): GuestMemory {
    const key = `${encoding} ${memory} ${realloc} ${isStrict}`;
    const made = this.#memories.get(key);
    if (made !== undefined) return made;
    const { onMemory } = this.#options;
    const from = memory === undefined ? undefined : this.#scope.get('core memory', memory);
    const own = new GuestMemory(encoding, (bytes) => from && onMemory(from.memory, bytes), { isStrict });
    const allocate = realloc === undefined ? undefined : this.#realloc(this.#scope.get('core function', realloc));
    own.bindTo({ memory: from?.memory, realloc: allocate, landing: from && landingOf(from) });
    this.#memories.set(key, own);
    return own;
  }

  #realloc(item: CoreFunctionItem): (...args: number[]) => unknown {
    checkSignature(item, signatureOf(['i32', 'i32', 'i32', 'i32'], ['i32']), 'a realloc');
    const instance = this.#instance;
    const call = item.callee as (...args: number[]) => unknown;
    // Called for each list and string. If it fails, the guest is over.
    return (pointer, oldSize, alignment, size) => {
      const before = instance.mayLeave;
      instance.mayLeave = false;
      const allocated = call(pointer!, oldSize!, alignment!, size!);
      instance.mayLeave = before;
      return allocated;
    };
  }
}

/** `wasock_landing`, if the core instance that has a memory exports it: see GuestMemory. */
function landingOf({ from }: CoreMemory): ((...args: number[]) => unknown) | undefined {
  const item = from.get('wasock_landing');
  if (item?.sort !== 'core function' || !item.value.isNative) return undefined;
  if (item.value.signature !== signatureOf(['i32'], ['i32'])) return undefined;
  return item.value.callee as (...args: number[]) => unknown;
}

function checkSignature({ signature }: CoreFunctionItem, right: Signature, what: string): void {
  if (signature !== right) throw new LinkError(`the component has ${what} of type ${signature}, not ${right}`);
}

function coreFunction(value: CoreFunctionItem): Item {
  return { sort: 'core function', value };
}

function instanceOf(module: WebAssembly.Module, imports: WebAssembly.Imports): WebAssembly.Exports {
  try {
    return new WebAssembly.Instance(module, imports).exports;
  } catch (error) {
    if (error instanceof WebAssembly.LinkError) throw new LinkError(error.message, { cause: error });
    throw error;
  }
}
