import { expect, test } from 'vitest';
import { pairOf, defined, text, usePhp } from './support.ts';

test('a socket goes from one object to another, once, by an id', () => {
  const [exporter, importer, stranger] = [usePhp(), usePhp(), usePhp()];
  const [first, second] = pairOf(exporter);
  const id = defined(exporter.socketWsaprotocolInfoExport(first, importer.getmypid()));
  expect(stranger.socketWsaprotocolInfoImport(id)).toBeUndefined();
  const taken = defined(importer.socketWsaprotocolInfoImport(id));
  importer.socketWrite(taken, 'from another');
  expect(text(exporter.socketRead(second, 100))).toBe('from another');
  expect(importer.socketWsaprotocolInfoImport(id)).toBeUndefined();
  expect(exporter.socketWsaprotocolInfoRelease(id)).toBe(true);
  expect(exporter.socketWsaprotocolInfoRelease(id)).toBe(false);
  const failed = 'socket_wsaprotocol_info_import(): Unable to import WSA protocol info [0x';
  expect(stranger.warnings).toEqual([expect.stringContaining(failed)]);
  for (const php of [exporter, importer, stranger]) php.close();
});
