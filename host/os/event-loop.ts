import { isMainThread } from 'node:worker_threads';
import { watchIn } from './epoll.ts';
import koffi from './koffi.ts';
import { addressOf, libc } from './libc.ts';
import type { OwnLoop } from './own-loop.ts';
import { platform } from './platform.ts';

// Makes Node's own event loop watch a descriptor, by libuv's uv_poll, which the node binary exports. Reference:
// https://docs.libuv.org/en/v1.x/poll.html

/** UV_POLL of `uv_handle_type`, and UV_READABLE of `uv_poll_event`. */
const UV_POLL = 8;
const UV_READABLE = 1;

/** A watch of the event loop. While it is started, it keeps the process alive. Nothing may be readable while it is not. */
export interface LoopWatch {
  start(): void;
  stop(): void;
}

/** That of a worker that has one. */
let own: OwnLoop | undefined;

/** Makes `watchReadable` watch by a loop of this thread's, which watches one descriptor. */
export function watchBy(loop: OwnLoop): void {
  own = loop;
}

/**
 * Watches a descriptor on this thread's event loop. `onReadable` is called once per turn of the loop while the
 * descriptor is readable. The watch lasts for the rest of the process.
 *
 * @param fd of an epoll set without members. The system knows from here on that the loop watches it, so what would make a set that
 *   it refuses to be watched by one more is refused when it is added. Were it the loop that is refused, libuv would end the process
 * @throws Error in a worker without a loop of its own, because Node's cannot be reached there; or if the system refuses
 */
export function watchReadable(fd: number, onReadable: () => void): LoopWatch {
  if (own !== undefined) {
    const loop = own;
    return { start: () => loop.watch(fd, onReadable), stop: () => loop.watch(-1, () => {}) };
  }
  if (!isMainThread) throw new Error('the event loop of a worker cannot be watched: use the main thread');
  const uv = {
    defaultLoop: libc.func('uintptr_t uv_default_loop()'),
    handleSize: libc.func('size_t uv_handle_size(int type)'),
    pollInit: libc.func('int uv_poll_init(uintptr_t loop, uintptr_t handle, int fd)'),
    pollStart: libc.func('int uv_poll_start(uintptr_t handle, int events, void *callback)'),
    backend: libc.func('int uv_backend_fd(uintptr_t loop)'),
    ref: libc.func('void uv_ref(uintptr_t handle)'),
    unref: libc.func('void uv_unref(uintptr_t handle)'),
  };
  const loop = uv.defaultLoop();
  const handle = new ArrayBuffer(uv.handleSize(UV_POLL));
  kept.push(handle);
  const address = addressOf(handle);
  const status = uv.pollInit(loop, address, fd);
  if (status < 0) throw new Error(`uv_poll_init: ${status}`);
  const callback = koffi.register(
    () => {
      // Node 26 continues promises that are resolved here only after a task of its own.
      setImmediate(() => {});
      onReadable();
    },
    koffi.pointer(koffi.proto('void UvPollCallback(uintptr_t handle, int status, int events)')),
  );
  uv.pollStart(address, UV_READABLE, callback);
  uv.unref(address);
  // The loop itself adds it at its next turn, and finds it there.
  const refusal = watchIn(uv.backend(loop), fd, platform.POLLIN);
  if (refusal < 0) throw new Error(`epoll_ctl: errno ${-refusal}`);
  return {
    start: (): void => void uv.ref(address),
    stop: (): void => void uv.unref(address),
  };
}

/** libuv has the addresses of the handles, so they must not be collected. */
const kept: ArrayBuffer[] = [];
