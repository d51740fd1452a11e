import type { LookupAddress } from 'node:dns';
import { Agent, type ClientRequestArgs } from 'node:http';
import { connect, isIP } from 'node:net';
import type { Duplex } from 'node:stream';

type Done = (error: Error | null, stream: Duplex) => void;

/**
 * A network in which every address leads to one port of this machine: names are looked up as `net` does it, and
 * whatever address comes of it is connected to, in the trap. For addresses that a test cannot listen on.
 */
export class TrapAgent extends Agent {
  readonly #port: number;
  readonly #unreachable: readonly string[];
  /** How many connections were begun. */
  connections = 0;

  /** @param unreachable addresses at which nobody answers. */
  constructor(port: number, unreachable: readonly string[] = []) {
    super();
    this.#port = port;
    this.#unreachable = unreachable;
  }

  override createConnection({ host, lookup }: ClientRequestArgs, done?: Done): undefined {
    const name = host ?? '';
    if (isIP(name) !== 0) this.#connect([{ address: name, family: isIP(name) }], done);
    else {
      lookup?.(name, { all: true }, (error, found) => {
        if (error) done?.(error, undefined as never);
        else if (Array.isArray(found)) this.#connect(found, done);
      });
    }
  }

  #connect(addresses: LookupAddress[], done?: Done): void {
    if (addresses.every(({ address }) => this.#unreachable.includes(address))) {
      done?.(new Error('nobody answers there'), undefined as never);
      return;
    }
    this.connections += 1;
    done?.(null, connect(this.#port, '127.0.0.1'));
  }
}
