// Preloaded into a process: sockatmark(3) fails there with an errno that no system has.
import koffi from 'koffi';

const { load } = koffi;

koffi.load = (path, ...options) => {
  const library = load(path, ...options);
  // What the process itself is linked with: the C library.
  return path === null ? { func: (definition) => (isMark(definition) ? fail : library.func(definition)) } : library;
};

const isMark = (definition) => definition.includes(' sockatmark(');

function fail() {
  koffi.errno(134);
  return -1;
}
