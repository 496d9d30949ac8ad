import type { Provided } from '../component/provided.ts';
import type { WasiOptions } from '../guest/wasi.ts';
import type { Host, HostOptions } from '../host.ts';
import type { SocketContext } from '../socket/host-socket.ts';
import { flushStandardStreams } from '../wasi/cli/standard-streams.ts';
import type { WasiEnvironment } from '../wasi/environment.ts';
import { wasiInterfaces } from '../wasi/provided.ts';
import { now } from './component-socket.ts';
import { closeBetweenCalls } from './state.ts';

/** How to make a host for components. All but the first four are about WASI of `wasock/wasi`. */
export interface ComponentHostOptions extends HostOptions, WasiOptions {}

/** What components call that are one guest together. */
export class ComponentGuest {
  readonly host: Host;
  #options: WasiOptions;
  #provided: Provided | undefined;

  /** @param options it keeps all of them, also those that it does not use */
  constructor(host: Host, options: WasiOptions = {}) {
    this.host = host;
    this.#options = options;
  }

  get context(): SocketContext {
    return this.host.context;
  }

  /** Its interfaces of WASI. @throws OptionError if one of its directories cannot be opened */
  get provided(): Provided {
    const environment = this.#environment;
    this.context.input = environment.stdin;
    return (this.#provided ??= wasiInterfaces(environment));
  }

  /** All or nothing. @throws PolicyError if a rule cannot be understood; OptionError as `provided` */
  configure(options: ComponentHostOptions): void {
    const before = { options: this.#options, provided: this.#provided };
    try {
      this.#options = options;
      this.#provided = undefined;
      this.openDirectories();
      this.host.configure(options);
    } catch (error) {
      this.#options = before.options;
      this.#provided = before.provided;
      throw error;
    }
  }

  /** Now rather than when the guest asks for the first. @throws OptionError as `provided` */
  openDirectories(): void {
    if (this.#options.dirs !== undefined) void this.provided;
  }

  /** @throws HostStateError in the middle of a call */
  close(): void {
    closeBetweenCalls(this.host, () => now(flushStandardStreams(this.#environment)));
  }

  get #environment(): WasiEnvironment {
    const { args = ['guest'], env = {}, stdin = 0, stdout = 1, stderr = 2, dirs } = this.#options;
    return { context: this.context, args, env, stdin, stdout, stderr, dirs };
  }
}
