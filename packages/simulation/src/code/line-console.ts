import type { Writable } from 'node:stream';
import { format } from 'node:util';

type Streams = { readonly stdout: Writable; readonly stderr: Writable };

/** Node's console without groups, counters, timers and tables: each instance creates one or two, and Node's costs much. */
export class LineConsole {
  readonly #streams: Streams;

  constructor(streams: Streams) {
    this.#streams = streams;
  }

  log(...values: unknown[]): void {
    this.#print('stdout', values);
  }
  info(...values: unknown[]): void {
    this.#print('stdout', values);
  }
  debug(...values: unknown[]): void {
    this.#print('stdout', values);
  }
  warn(...values: unknown[]): void {
    this.#print('stderr', values);
  }
  error(...values: unknown[]): void {
    this.#print('stderr', values);
  }
  trace(...values: unknown[]): void {
    this.#print('stderr', values);
  }

  #print(to: keyof Streams, values: unknown[]): void {
    this.#streams[to].write(`${format(...values)}\n`);
  }
}
