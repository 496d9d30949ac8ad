import { createHook } from 'node:async_hooks';
import { type ChildProcess, fork, type ForkOptions } from 'node:child_process';

/** What node makes for a stream or channel of a child, before there is a child. */
interface PipeHandle {
  close(): void;
}

/**
 * As `fork`. But a child that could not be started, because this process has no descriptor left, leaves nothing behind: node
 * (20 to 26, seen) then neither closes its ends of the child's streams, nor tells anybody of them.
 */
export function forkWhole(path: string, args: readonly string[], options: ForkOptions): ChildProcess {
  const handles: PipeHandle[] = [];
  const hook = createHook({
    init(_id, type, _trigger, resource) {
      if (type === 'PIPEWRAP') handles.push(resource as PipeHandle);
    },
  });
  hook.enable();
  let child: ChildProcess | undefined;
  try {
    child = fork(path, args, options);
    return child;
  } finally {
    hook.disable();
    // Closing a closed one does nothing.
    if (child?.pid === undefined) for (const handle of handles) handle.close();
  }
}
