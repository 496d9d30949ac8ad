// Which Nodes this package runs on: `engines` of package.json. build.sh and the command (bundle.mjs) look first whether this is one.
import { readFileSync } from 'node:fs';

/** @type {string} */
export const WANTED = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).engines.node;

/** Parts of the range, each with its sign and the first version. */
const PARTS = WANTED.split(' || ').map((part) => {
  const [, sign, major, minor] = /^(\^|>=)(\d+)\.(\d+)\.0$/.exec(part) ?? [];
  if (sign === undefined) throw new Error(`engines.node: ${part} is of a form that is not known here`);
  return { isOpen: sign === '>=', major: Number(major), minor: Number(minor) };
});

/** Whether a version is in the range. It is also run by Nodes that are not. */
export function isSupported(version, parts = PARTS) {
  const [major, minor] = version.split('.').map(Number);
  return parts.some((part) => (major === part.major ? minor >= part.minor : part.isOpen && major > part.major));
}

/** A statement that ends the process of a Node that is too old. */
export const CHECK = `if (!(${isSupported.toString().replace(' = PARTS', '')})(process.versions.node, ${JSON.stringify(PARTS)})) {
  process.stderr.write('wasock: this is Node ' + process.versions.node + ', and needed is Node ${WANTED}\\n');
  process.exit(2);
}
`;
