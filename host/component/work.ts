// What linking a component takes. A component can be instantiated often, and each definition of it is followed each time: a
// small one could have its host make any number of things.
import { LinkError } from '../trap.ts';
import type { FunctionType } from '../abi/types.ts';
import type { CoreModule } from './items.ts';
import type { Definition } from './definitions.ts';

/** How much is made and compared at most: definitions that are followed, things by their names, and so on. */
const MOST = 500_000;

/** How many instances, of components and of core modules, a component has at most. */
const MOST_INSTANCES = 1000;

/** A function that is lifted or lowered has codecs and closures, besides those of its parameters. */
const CROSSING = 50;

/** Counts what the linking of one component takes. */
export class Work {
  #done = 0;
  #instances = 0;
  #coreInstances = 0;

  /** @throws LinkError if it is too much with what was counted before */
  count(weight = 1): void {
    this.#done += weight;
    if (this.#done > MOST) throw new LinkError('the component is instantiated and compared in too many ways');
  }

  /** A definition is followed. An instance is also counted when it is made. @throws LinkError as `count` */
  define(definition: Definition): void {
    this.count(1 + contentOf(definition));
  }

  /** A function is lifted, lowered or called by the program. @throws LinkError as `count` */
  crossing({ params }: FunctionType): void {
    this.count(params.length);
  }

  /** An instance of a component is made. @throws LinkError if they are too many */
  instance(): void {
    if (++this.#instances > MOST_INSTANCES) throw new LinkError(`a component has ${MOST_INSTANCES} instances at most`);
  }

  /** An instance of a core module is made. @throws LinkError if they are too many, or as `count` */
  coreInstance({ weight }: CoreModule): void {
    if (++this.#coreInstances > MOST_INSTANCES)
      throw new LinkError(`a component has ${MOST_INSTANCES} core instances at most`);
    this.count(weight);
  }
}

function contentOf(definition: Definition): number {
  switch (definition.kind) {
    case 'core instance':
    case 'instance': {
      const { instance } = definition;
      return instance.kind === 'exports' ? instance.exports.length : instance.args.length;
    }
    case 'canonical':
      return CROSSING;
    default:
      return 0;
  }
}
