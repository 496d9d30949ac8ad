// Makes a list of handles from an array of objects, in one pass over memory. A select of a thousand sockets spends most
// of its time here, and code in terms of objects would take ten times as long.
import { HandleList } from "../data/handle-list";

/**
 * Fills the list with the handles of objects, which T keeps in a field `handle`. False if one of them is not the
 * object that `registry` has at its handle.
 */
export function gatherHandles<T>(objects: T[], registry: StaticArray<T | null>, list: HandleList): bool {
  const count = objects.length;
  list.clear(count);
  const from = objects.dataStart;
  const to = changetype<usize>(list.items);
  const known = changetype<usize>(registry);
  const knownCount = <u32>registry.length;
  for (let i = 0; i < count; i++) {
    const object = load<usize>(from + (<usize>i << alignof<usize>()));
    if (object == 0) return false;
    const handle = load<i32>(object, offsetof<T>("handle"));
    if (<u32>handle >= knownCount || load<usize>(known + (<usize>handle << alignof<usize>())) != object) return false;
    store<i32>(to + (<usize>i << 2), handle);
  }
  list.length = count;
  return true;
}
