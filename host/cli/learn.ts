// wasock run --learn: allows what a guest asks for, unless a rule denies it, and writes down what it was.
import { existsSync } from 'node:fs';
import { type Denial, Policy, type PolicyFunction, type PolicyRequest, type PolicyRules } from '../policy.ts';
import { ipOf } from '../policy/internet.ts';
import { replaceNamedFile } from './files.ts';
import { addressOf, formatRules, LearntRules } from './learnt-rules.ts';
import { complain } from './messages.ts';
import { mergeRules, readPolicyFile } from './policy-file.ts';

/** The denial of what no rule could allow alone. */
function unwritable({ permission, subject }: PolicyRequest): Denial {
  return { permission, subject, flag: '--learn, which cannot write this name', rule: '' };
}

/** Whether a rule can allow what is asked for, and nothing else. A name with odd characters has only a pattern of all names. */
function isWritable({ permission, pattern, abstract }: PolicyRequest): boolean {
  if (permission === 'raw' || permission === 'multicast' || permission === 'fork' || pattern === undefined) return true;
  return pattern !== '*' && pattern !== 'unix:*' && (pattern !== 'unix:@*' || abstract === '');
}

/** Learns the rules that a run needs. They are in the file at any time, however the run ends. */
export class Learner {
  readonly #path: string;
  readonly #before: PolicyRules;
  readonly #given: PolicyRules;
  readonly #onDenied: (denial: Denial) => void;
  readonly #learnt = new LearntRules();
  #policy: Policy;

  /**
   * @param path the file; its rules stay, and apply
   * @param given other rules: what they allow is not learnt, and what they deny is denied
   * @param onDenied called for what a rule denies
   * @throws UsageError if the file cannot be read or written
   */
  constructor(path: string, given: PolicyRules, onDenied: (denial: Denial) => void) {
    this.#path = path;
    this.#given = given;
    this.#onDenied = onDenied;
    this.#before = existsSync(path) ? readPolicyFile(path) : {};
    this.#policy = this.#save();
  }

  /** The policy of the run. */
  readonly policy: PolicyFunction = (request) => {
    const denial = this.#denial(request);
    if (denial === undefined) return true;
    // An operation that goes on without the permission needs no rule.
    if (request.isOptional === true) return false;
    if (denial.rule !== undefined) {
      this.#onDenied(denial);
      return false;
    }
    if (!isWritable(request)) {
      this.#onDenied(unwritable(request));
      return false;
    }
    this.#learnt.add(request);
    this.#policy = this.#save();
    return true;
  };

  /** Prints what was learnt. */
  tell(): void {
    const { rules } = this.#learnt;
    if (Object.keys(rules).length === 0) complain(`learnt no rules beyond those of ${this.#path} and the flags`);
    else complain(`learnt these rules, and wrote them to ${this.#path}:\n${formatRules(rules).trimEnd()}`);
  }

  /** The answer of the rules so far. */
  #denial(request: PolicyRequest): Denial | undefined {
    const { permission, subject, transport = 'other', host, hosts = [] } = request;
    if (permission === 'lookup') return this.#policy.checkLookup(host ?? subject);
    if (permission === 'raw') return this.#policy.checkRaw(subject);
    if (permission === 'fork') return this.#policy.checkFork();
    const address = addressOf(request);
    // Nobody can know whether a rule denies it.
    if (address === undefined) return unwritable(request);
    const ip = ipOf(address);
    if (permission === 'multicast' && ip !== undefined) return this.#policy.checkMembership(ip);
    for (const name of hosts) this.#policy.grantLookup(name, [address]);
    return permission === 'connect'
      ? this.#policy.checkConnect(address, transport)
      : this.#policy.checkBind(address, transport);
  }

  /** Writes the rules. @returns the policy that they are with those given */
  #save(): Policy {
    const kept = mergeRules(this.#before, this.#learnt.rules);
    replaceNamedFile(this.#path, new TextEncoder().encode(formatRules(kept)));
    return new Policy(mergeRules(kept, this.#given));
  }
}
