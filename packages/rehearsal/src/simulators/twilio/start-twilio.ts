import Fastify from 'fastify';
import { SimulatedCall } from './calls/simulated-call.ts';
import { TwilioState } from './twilio-state.ts';

export interface TwilioSimulator {
  /** In place of https://api.twilio.com and https://trunking.twilio.com. */
  url: string;
  state: TwilioState;
  /** Somebody dials a number of the account. */
  callIn(call: { from?: string; to: string }): SimulatedCall;
  close(): Promise<void>;
}

/** Starts the part of Twilio that Parley uses, on loopback, with an account of its own. */
export async function startTwilio({ port = 0 }: { port?: number } = {}): Promise<TwilioSimulator> {
  const state = new TwilioState();
  const app = Fastify({ forceCloseConnections: true });
  const url = await app.listen({ host: '127.0.0.1', port });
  return {
    url,
    state,
    callIn({ from = '+15550142', to }) {
      const number = state.findIncoming(to);
      const call = new SimulatedCall({
        state,
        direction: 'inbound',
        from,
        to,
        statusCallback: number?.statusCallback,
      });
      if (number?.voiceUrl) void call.runUrl(number.voiceUrl);
      else call.become('failed');
      return call;
    },
    async close() {
      for (const call of state.calls.values()) await call.end('completed');
      for (const call of state.calls.values()) await call.settled();
      await app.close();
    },
  };
}
