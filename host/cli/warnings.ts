// Imported first: Node warns that node:wasi and JSPI are experimental, which says nothing to the user of a command.
const listeners = process.listeners('warning');
process.removeAllListeners('warning');
process.on('warning', (warning) => {
  if (warning.name !== 'ExperimentalWarning') for (const listener of listeners) listener(warning);
});
