// The rules that allow what was asked for, and no more.
import type { PolicyRequest, PolicyRules } from '../policy.ts';
import { parseInternetAddress } from '../policy/internet.ts';
import { isWritableName } from '../policy/pattern.ts';
import { DEFAULT_PROCESSES, RULE_KEYS } from '../policy/rules.ts';
import type { SocketAddress } from '../generated/wit-types.ts';

/** The first port that Linux chooses by itself: net.ipv4.ip_local_port_range, by default. */
const FIRST_CHOSEN_PORT = 32_768;

type List = 'connect' | 'bind' | 'lookup';

/** Rules that are learnt one by one. */
export class LearntRules {
  readonly #lists = { connect: new Set<string>(), bind: new Set<string>(), lookup: new Set<string>() };
  readonly #switches = new Map<'raw' | 'multicast' | 'fork', true | number>();
  /** Names in address rules, which also allow looking them up. */
  readonly #named = new Set<string>();

  add(request: PolicyRequest): void {
    const { permission } = request;
    if (permission === 'raw' || permission === 'multicast' || permission === 'fork') {
      this.#switches.set(permission, permission === 'fork' ? DEFAULT_PROCESSES : true);
      return;
    }
    // Next time the name may have another address. For binding, the address is this machine's.
    const host = permission === 'connect' ? request.hosts?.find(isWritableName) : undefined;
    const pattern = host === undefined ? request.pattern : `${host}:${request.port}`;
    this.#lists[permission].add(forNextTime(request, pattern ?? '*'));
    if (host !== undefined) this.#named.add(host);
  }

  get rules(): PolicyRules {
    const list = (name: List, left = new Set<string>()): PolicyRules => {
      const patterns = [...this.#lists[name]].filter((pattern) => !left.has(pattern));
      return patterns.length === 0 ? {} : { [name]: patterns };
    };
    const switches = Object.fromEntries(this.#switches);
    return { ...list('connect'), ...list('bind'), ...list('lookup', this.#named), ...switches };
  }
}

/** The text of rules for a file, in the order of their documentation. */
export function formatRules(rules: PolicyRules): string {
  const entries = new Map<string, unknown>(Object.entries(rules));
  const ordered = RULE_KEYS.flatMap((key) => (entries.has(key) ? [[key, entries.get(key)]] : []));
  return `${JSON.stringify(Object.fromEntries(ordered), null, 2)}\n`;
}

/** A client that a server answers by UDP has another port next time. */
function forNextTime({ permission, transport, port = 0 }: PolicyRequest, pattern: string): string {
  const isAnswer = permission === 'connect' && transport === 'udp' && port >= FIRST_CHOSEN_PORT;
  return isAnswer ? `udp:${pattern.replace(/:\d+$/, `:${FIRST_CHOSEN_PORT}-65535`)}` : pattern;
}

/** The address that a request to connect or bind is about; undefined if it is no text. */
export function addressOf({
  address,
  port = 0,
  path,
  abstract,
  pattern = '',
}: PolicyRequest): SocketAddress | undefined {
  if (address !== undefined) return internetAddress(address, port);
  const utf8 = new TextEncoder();
  if (abstract !== undefined) return { tag: 'unix', val: utf8.encode(abstract === '' ? '' : `\0${abstract}`) };
  if (path === undefined) return undefined;
  // As the guest spelled it, if that can be written.
  return { tag: 'unix', val: utf8.encode(/^unix:[^*]*$/.test(pattern) ? pattern.slice(5) : path) };
}

function internetAddress(text: string, port: number): SocketAddress | undefined {
  const parsed = parseInternetAddress(text);
  if (parsed === undefined) return undefined;
  if (typeof parsed !== 'number') return { tag: 'inet6', val: { port, flowInfo: 0, address: parsed, scopeId: 0 } };
  const octet = (index: number): number => (parsed >>> (24 - 8 * index)) & 0xff;
  return { tag: 'inet', val: { port, address: [octet(0), octet(1), octet(2), octet(3)] } };
}
