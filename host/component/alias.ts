import { LinkError } from '../trap.ts';
import { exported } from './core.ts';
import type { Alias, CoreSort } from './definitions.ts';
import type { Item, Scope } from './items.ts';

/** What a component's own lies outside it may use: what does not change while it runs. */
const OUTER = new Set(['type', 'component', 'core module', 'core type']);

/** What an alias stands for. @throws LinkError if there is nothing of that sort */
export function aliasItem(alias: Alias, scope: Scope): Item {
  switch (alias.kind) {
    case 'outer':
      if (!OUTER.has(alias.sort)) throw new LinkError(`the component takes a ${alias.sort} from around it`);
      return scope.at(alias.levels).item(alias.sort, alias.index);
    case 'export': {
      const item = scope.get('instance', alias.instance).exports.get(alias.name);
      if (item?.sort !== alias.sort) {
        throw new LinkError(`the component takes a ${alias.sort} '${alias.name}' from where there is none`);
      }
      return item;
    }
    case 'core export':
      return exported(scope.get('core instance', alias.instance), coreSort(alias.sort), alias.name);
  }
}

function coreSort(sort: Alias['sort']): CoreSort {
  if (sort.startsWith('core ')) return sort as CoreSort;
  throw new LinkError(`the component takes a ${sort} from a core instance`);
}
