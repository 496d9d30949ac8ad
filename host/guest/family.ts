// The processes of one guest, each in a thread: one, unless the guest forks. It runs on the thread that started the guest, which
// never waits.
import { type Bounds, readLimits } from '../limits.ts';
import { Counters, SLOT, type Usage } from '../limits/usage.ts';
import { closeAtOnce } from '../os/close-socket.ts';
import { duplicate } from '../os/duplicate.ts';
import { errnoNumber } from '../os/errno.ts';
import { memoryOfAll } from '../os/socket-memory.ts';
import { DEFAULT_PROCESSES, readRules } from '../policy/rules.ts';
import { MEMBERS_PER_SOCKET } from '../socket/members.ts';
import { effectOf, exitStatus, KILLS, shellCode, SIGABRT, signalStatus } from '../socket/processes.ts';
import { LimitError } from '../trap.ts';
import { importsFork } from '../wasm/fork-import.ts';
import type { Call, Reply } from './calling.ts';
import { ENDED_COUNT, PARENT, PROCESS_WORDS, type ProcessRequest } from './forking.ts';
import { type Beginning, errorData, type Outcome, type Overrun, type Question, type Report } from './messages.ts';
import { BuffersLeft } from './buffers-left.ts';
import { FilesLeft } from './files-left.ts';
import { LeftLookups } from './left-lookups.ts';
import type { Lodging } from './lodging.ts';
import type { CompiledCore } from './module.ts';
import { OUTBOX_BYTES, taken, weightOf } from './outbox.ts';
import type { Snapshot } from './snapshot.ts';
import { GuestThread } from './thread.ts';
import type { ThreadMessage, ThreadStart } from './thread-data.ts';
import { TimeLimits } from './time-limits.ts';
import { workers } from './workers.ts';

const EAGAIN = errnoNumber('eagain');
const ECHILD = errnoNumber('echild');
const ENOMEM = errnoNumber('enomem');
const ESRCH = errnoNumber('esrch');

/** How long a process that is to end may take to reach its next operation before its thread is terminated, in milliseconds. */
const GRACE_MS = 25;

/** What a fork counts as CPU time, in milliseconds: the threads of others do most of the work. */
const FORK_CPU_MS = 10;

/** The parent of a process whose own has ended: init. */
const INIT = 1;

/** What the processes of a guest say. */
export type FamilyMessage = Report | (Question & { readonly process: number }) | Beginning | Overrun | Reply;

/** A process of the guest: until its parent knows that it has ended. */
interface Member {
  readonly id: number;
  readonly index: number;
  readonly thread: GuestThread;
  readonly words: Int32Array | undefined;
  /** Its side of the door, in its ledger. */
  readonly door: number;
  parent: number;
  /** How it ended, as wait(2) has it; undefined while it lives. */
  status: number | undefined;
  /** The signal that is ending it. */
  signal: number | undefined;
  /** What it waits for. */
  waitsFor: number | undefined;
}

/** A guest that runs in threads. */
export class Family {
  /** How its first process ended, once all are gone and their descriptors are closed; undefined if it was killed. */
  readonly ended: Promise<Outcome | undefined>;
  readonly #start: ThreadStart;
  readonly #newId: () => number;
  readonly #onMessage: (message: FamilyMessage) => void;
  readonly #limits: Bounds;
  readonly #counters: Counters;
  readonly #time: TimeLimits;
  readonly #underWay = new Int32Array(new SharedArrayBuffer(OUTBOX_BYTES));
  /** How many processes it may have besides the first. */
  readonly most: number;
  readonly #first: Member;
  readonly #members = new Map<number, Member>();
  /** Files of sockets of processes that have ended. */
  readonly #files: FilesLeft;
  readonly #lookups: LeftLookups;
  readonly #buffers: BuffersLeft | undefined;
  /** What the guest was compiled to, once that is known. */
  #guest: CompiledCore | undefined;
  /** How the first process ended. */
  #outcome: Outcome | undefined;
  /** The limit that all of them have reached. */
  #overrun: Outcome | undefined;
  #isKilled = false;
  #end: (outcome: Outcome | undefined) => void = () => {};

  /**
   * @param start its door belongs to this from now on, whatever happens
   * @param newId gives a process its id
   * @param onMessage called for each report, which is to be followed by `taken`; for each question, to be followed by `answer`;
   *   when the guest begins; and when its time is over
   * @param lodging where its first process runs
   * @throws as `GuestThread`
   */
  constructor(
    start: ThreadStart,
    newId: () => number,
    onMessage: (message: FamilyMessage) => void,
    lodging: Lodging = workers,
  ) {
    this.#newId = newId;
    this.#onMessage = onMessage;
    this.#limits = readLimits(start.options.limits);
    // One that shares its thread is suspended there, and so cannot be copied.
    this.most = lodging.isShared ? 0 : mostOf(start);
    this.#counters = new Counters(Counters.bufferFor(1 + this.most));
    this.#files = new FilesLeft((count) => this.#counters.keep(SLOT.boundFiles, count));
    this.#lookups = new LeftLookups((count) => this.#counters.keep(SLOT.lookups, count));
    this.#buffers = this.most === 0 ? undefined : new BuffersLeft(this.#counters, () => this.#living());
    this.#time = new TimeLimits(this.#limits, this.#counters, (reason) => this.#over(errorData(reason)));
    this.ended = new Promise((resolve) => (this.#end = resolve));
    this.#first = this.#add(start, 0, 0, lodging);
    // The binary of a guest may be large, and processes that it makes are given what it was compiled to.
    this.#start = { ...start, guest: NOTHING };
    if ('kind' in start.guest && start.guest.kind === 'core') this.#guest = start.guest;
    this.#time.start();
  }

  /** As `GuestThread.go`. */
  go(): void {
    this.#first.thread.go();
  }

  /** Sends the first process a call. @throws DOMException if an argument cannot be sent */
  post(call: Call): void {
    this.#first.thread.post(call);
  }

  /** Answers the question of a process. */
  answer(process: number, isYes: boolean): void {
    this.#members.get(process)?.thread.answer(isYes ? 1 : 0);
  }

  /** Records that a report of this weight has been taken. */
  taken(weight: number): void {
    taken(this.#underWay, weight);
  }

  /** What the guest has taken, or had taken at its end. */
  usage(): Usage {
    let buffers = 0;
    for (const { thread } of this.#living()) buffers += memoryOfAll(thread.ledger);
    return this.#counters.usage(this.#limits, buffers);
  }

  /** Ends all processes, as `GuestThread.kill`. */
  async kill(graceMs = GRACE_MS): Promise<void> {
    this.#isKilled = true;
    for (const { thread } of this.#living()) void thread.kill(graceMs);
    await this.ended;
  }

  #living(): Member[] {
    return [...this.#members.values()].filter(({ status }) => status === undefined);
  }

  #add(start: ThreadStart, parent: number, index: number, lodging?: Lodging): Member {
    const words = this.most === 0 ? undefined : new Int32Array(new SharedArrayBuffer(PROCESS_WORDS * 4));
    if (words !== undefined) words[PARENT] = parent;
    const { buffer: counters } = this.#counters;
    const shared = { counters, index, underWay: this.#underWay, words };
    const thread = new GuestThread({ ...start, shared }, (message) => this.#hear(member, message), lodging);
    const rest = { parent, status: undefined, signal: undefined, waitsFor: undefined };
    const member: Member = { id: start.id, index, thread, words, door: start.door, ...rest };
    this.#members.set(member.id, member);
    new Counters(counters, index).words[SLOT.living] = 1;
    void thread.ended.then((outcome) => this.#leave(member, outcome));
    return member;
  }

  #hear(member: Member, message: ThreadMessage): void {
    if (message.tag === 'asked') this.#onMessage({ ...message, process: member.id });
    else if (message.tag === 'process') this.#serve(member, message.request);
    else if (message.tag === 'lookups') this.#lookups.add(message.addresses);
    else if (message.tag !== 'begun' || member === this.#first) this.#onMessage(message);
  }

  #serve(member: Member, request: ProcessRequest): void {
    const { thread } = member;
    if (request.call === 'fork') thread.answer(this.#fork(member, request));
    else if (request.call === 'wait') this.#wait(member, request.which, request.hang);
    else {
      const outcome = this.#signal(member, request.which, request.signal);
      // One that has ended itself gets no answer.
      if (member.signal === undefined) thread.answer(outcome);
    }
  }

  /** @returns the new process' id, or minus the errno */
  #fork(parent: Member, { guest, snapshot }: ProcessRequest & { readonly call: 'fork' }): number {
    this.#guest ??= guest;
    if (this.#isKilled || this.#members.size > this.most || this.#guest === undefined) return -EAGAIN;
    const index = this.#freeIndex();
    const lacking = this.#reserve(index, snapshot);
    if (lacking < 0) return lacking;
    const fds: number[] = [];
    let child: Member;
    try {
      for (const fd of [parent.door, ...snapshot.fds]) fds.push(copied(fd));
      const start = { ...this.#start, id: this.#newId(), guest: this.#guest, door: fds[0]!, isCalled: false };
      // The door is the thread's, also if it cannot be begun.
      fds.shift();
      child = this.#add(start, parent.id, index);
    } catch {
      // The system, or this process, has no more descriptors, threads or memory.
      for (const fd of fds) closeAtOnce(fd);
      this.#free(index);
      return -ENOMEM;
    }
    for (const fd of fds) child.thread.ledger.add(fd);
    child.thread.go({ ...snapshot, fds });
    this.#counters.charge(FORK_CPU_MS);
    return child.id;
  }

  /** Counts what a new process will have, before anybody else can take it. @returns 0, or minus the errno */
  #reserve(index: number, { memory, sockets, members, files }: Snapshot): number {
    const limits = this.#limits;
    const has = (slot: number): number => this.#counters.total(slot);
    const descriptors = sockets.length + furtherEntries(members);
    if (has(SLOT.memory) + memory.byteLength > limits.memory) return -ENOMEM;
    if (has(SLOT.sockets) + descriptors > limits.sockets || has(SLOT.files) + files.length > limits.files)
      return -EAGAIN;
    if (has(SLOT.watched) + members.length > limits.sockets * MEMBERS_PER_SOCKET) return -EAGAIN;
    const { words } = new Counters(this.#counters.buffer, index);
    words[SLOT.memory] = memory.byteLength;
    words[SLOT.sockets] = descriptors;
    words[SLOT.watched] = members.length;
    words[SLOT.files] = files.length;
    words[SLOT.buffersSet] = sockets.reduce((sum, { state }) => sum + state.sendBuffer + state.receiveBuffer, 0);
    return 0;
  }

  /** Another process may have the place. */
  #free(index: number): void {
    if (index > 0) new Counters(this.#counters.buffer, index).words.fill(0);
  }

  #freeIndex(): number {
    const used = new Set(Array.from(this.#members.values(), ({ index }) => index));
    for (let index = 1; ; index++) if (!used.has(index)) return index;
  }

  /** The processes that this one has made, of those that `which` means. */
  #childrenOf({ id }: Member, which: number): Member[] {
    return [...this.#members.values()].filter(({ parent, id: own }) => parent === id && this.#means(which, own));
  }

  /** Whether `which`, as wait(2) and kill(2) have it, means a process. All are one group, whose id is the first's. */
  #means(which: number, id: number): boolean {
    return which === id || which === 0 || which === -1 || which === -this.#first.id;
  }

  #wait(member: Member, which: number, hang: boolean): void {
    const children = this.#childrenOf(member, which);
    const ended = children.find(({ status }) => status !== undefined);
    if (ended !== undefined) {
      this.#remove(ended);
      member.thread.answer(ended.id, ended.status);
    } else if (children.length === 0) member.thread.answer(-ECHILD);
    else if (!hang) member.thread.answer(0);
    else member.waitsFor = which;
  }

  /** @returns 0, or minus the errno */
  #signal(sender: Member, which: number, signal: number): number {
    const effect = effectOf(signal);
    if (effect < 0) return effect;
    const targets = [...this.#members.values()].filter(
      (member) => this.#means(which, member.id) && (which !== -1 || member !== sender),
    );
    if (targets.length === 0) return -ESRCH;
    if (effect === KILLS) {
      for (const target of targets) {
        if (target.status !== undefined || target.signal !== undefined) continue;
        target.signal = signal;
        void target.thread.kill(GRACE_MS);
      }
    }
    return 0;
  }

  /** A process has ended. */
  #leave(member: Member, outcome: Outcome | undefined): void {
    const isFirst = member === this.#first;
    member.status = statusOf(member, outcome);
    member.waitsFor = undefined;
    if (this.most > 0) {
      const counters = new Counters(this.#counters.buffer, member.index);
      this.#buffers?.take(counters.words);
      counters.leave();
      this.#files.take(member.thread.ledger.files);
    }
    if (outcome?.tag === 'error' && !isFirst) this.#tell(member, outcome);
    const isOver = outcome?.tag === 'error' && outcome.error.code === LimitError.code;
    if (isOver) this.#over(outcome.error);
    if (isFirst) this.#outcome ??= outcome ?? byShell(member);
    this.#orphan(member);
    const parent = this.#members.get(member.parent);
    if (parent === undefined || parent.status !== undefined) {
      // Nobody waits for it.
      if (!isFirst) this.#remove(member);
    } else {
      if (parent.words !== undefined) Atomics.add(parent.words, ENDED_COUNT, 1);
      if (parent.waitsFor !== undefined && this.#means(parent.waitsFor, member.id)) {
        const which = parent.waitsFor;
        parent.waitsFor = undefined;
        this.#wait(parent, which, true);
      }
    }
    if (this.#living().length > 0) return;
    this.#time.stop();
    this.#counters.finish();
    this.#files.remove();
    this.#lookups.end();
    this.#buffers?.end();
    this.#end(
      this.#overrun ?? (this.#isKilled && !isFirst && this.#outcome?.tag === 'exit' ? undefined : this.#outcome),
    );
  }

  /** Nobody is told of it any more. */
  #remove({ id, index }: Member): void {
    this.#members.delete(id);
    this.#free(index);
  }

  /** The processes that it has made belong to nobody. */
  #orphan({ id }: Member): void {
    for (const child of this.#members.values()) {
      if (child.parent !== id) continue;
      child.parent = INIT;
      if (child.words !== undefined) Atomics.store(child.words, PARENT, INIT);
      if (child.status !== undefined) this.#remove(child);
    }
  }

  /** Tells the embedder why a process has ended that nobody else is told of. */
  #tell({ id }: Member, { error }: Outcome & { readonly tag: 'error' }): void {
    const report: Report = {
      tag: 'warning',
      severity: 'warning',
      message: `process ${id} has ended: ${error.message}`,
    };
    Atomics.add(this.#underWay, 0, weightOf(report));
    this.#onMessage(report);
  }

  /** A limit is reached: all processes are ended. */
  #over(error: Overrun['error']): void {
    if (this.#overrun !== undefined || this.#isKilled) return;
    this.#overrun = { tag: 'error', error };
    if (this.#living().length === 0) return;
    this.#onMessage({ tag: 'over', error });
    void this.kill();
  }
}

/** What stands for a guest until its first process says what it was compiled to. */
const NOTHING = new Uint8Array(0);

/** How many processes a guest may make: none unless it is a program, in a core module. */
function mostOf({ asks, isCalled, guest, options }: ThreadStart): number {
  if (isCalled) return 0;
  if (!(guest instanceof Uint8Array) && (guest.kind !== 'core' || !importsFork(guest.imports))) return 0;
  return asks ? DEFAULT_PROCESSES : readRules(options.policy ?? {}).fork;
}

/** @throws Error if the process has no descriptor left */
function copied(fd: number): number {
  const copy = duplicate(fd);
  if (copy < 0) throw new Error('no descriptor is left');
  return copy;
}

function statusOf({ signal }: Member, outcome: Outcome | undefined): number {
  if (outcome?.tag === 'exit') return exitStatus(outcome.code);
  return signalStatus(outcome === undefined ? (signal ?? SIGKILL) : SIGABRT);
}

const SIGKILL = 9;

/** The end of a process that another has sent a signal, as a shell has it; undefined if nobody has. */
function byShell({ signal }: Member): Outcome | undefined {
  return signal === undefined ? undefined : { tag: 'exit', code: shellCode(signalStatus(signal)) };
}

/** How many of the members are further entries of a socket in a set, each with a descriptor of its own. */
function furtherEntries(members: Snapshot['members']): number {
  return members.length - new Set(members.map(({ set, member }) => `${set} ${member}`)).size;
}
