// The operating system that this process runs on. Nothing else asks which it is.
import { linux } from './linux.ts';
import type { CallName, Platform } from './platform-table.ts';

export type * from './platform-table.ts';

const PLATFORMS: Readonly<Partial<Record<NodeJS.Platform, Platform>>> = { linux };

/** The system that this process runs on. */
export const platform: Platform = choose(process.platform, process.arch);

/** The number of a system call; undefined if the system lacks it. */
export function callNumber(name: CallName): number | undefined {
  return platform.calls[name]?.[process.arch === 'arm64' ? 'arm64' : 'x64'];
}

function choose(name: NodeJS.Platform, architecture: string): Platform {
  const table = PLATFORMS[name];
  if (table === undefined) {
    throw new Error(`wasock does not know the operating system '${name}': it runs on ${Object.keys(PLATFORMS)}`);
  }
  // Struct layouts are those of 64-bit little-endian machines.
  if (architecture !== 'x64' && architecture !== 'arm64') {
    throw new Error(`wasock does not know the architecture '${architecture}': it runs on x64 and arm64`);
  }
  return table;
}
