// Preloaded into a process: sockatmark(3) fails there with an errno that no system has.
const { dlopen } = process;

/** Of koffi's binary, however it is loaded. */
process.dlopen = (module, ...rest) => {
  dlopen.call(process, module, ...rest);
  const koffi = module.exports;
  const { load } = koffi;
  if (load === undefined) return;
  koffi.load = (path, ...options) => {
    const library = load(path, ...options);
    const fail = () => {
      koffi.errno(134);
      return -1;
    };
    // What the process itself is linked with: the C library.
    return path === null ? { func: (definition) => (isMark(definition) ? fail : library.func(definition)) } : library;
  };
};

const isMark = (definition) => definition.includes(' sockatmark(');
