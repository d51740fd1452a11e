import { setTimeout as delay } from 'node:timers/promises';
import Fastify, { type FastifyInstance } from 'fastify';
import { SimulatedCall } from './calls/simulated-call.ts';
import { callRoutes } from './rest/call-routes.ts';
import { numberRoutes } from './rest/number-routes.ts';
import type { RestContext, TwilioWhenCalled } from './rest/rest-context.ts';
import { sipRoutes } from './rest/sip-routes.ts';
import { trunkRoutes } from './rest/trunk-routes.ts';
import { TwilioFaults } from './twilio-faults.ts';
import { TwilioRefusal } from './twilio-refusal.ts';
import { TwilioState } from './twilio-state.ts';

/** A request as it was seen. */
export interface SeenRequest {
  /** `POST /2010-04-01/Accounts/AC/Calls.json`: AC stands for the account. */
  request: string;
  form: Record<string, string | string[]>;
  /** 0 when nothing was answered. */
  status: number;
}

export interface TwilioSimulator {
  /** In place of https://api.twilio.com and https://trunking.twilio.com. */
  url: string;
  state: TwilioState;
  faults: TwilioFaults;
  /** Newest last. */
  seen: SeenRequest[];
  /** How telephones behave that are called; by default they answer at once. */
  whenCalled(number: string, behaviour: TwilioWhenCalled): void;
  /** Somebody dials a number of the account. */
  callIn(call: { from?: string; to: string }): SimulatedCall;
  close(): Promise<void>;
}

const parseForm = (text: string): Record<string, string | string[]> => {
  const form: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const known = form[name];
    form[name] = known === undefined ? value : [known, value].flat();
  }
  return form;
};

/** Starts the part of Twilio that Parley uses, on loopback, with an account of its own. */
export async function startTwilio({ port = 0 }: { port?: number } = {}): Promise<TwilioSimulator> {
  const state = new TwilioState();
  const faults = new TwilioFaults();
  const seen: SeenRequest[] = [];
  const telephones = new Map<string, TwilioWhenCalled>();
  const whenCalled = (number: string): TwilioWhenCalled => telephones.get(number) ?? { answerAfterMs: 0 };
  const app = buildApp({ state, whenCalled }, faults, seen);
  const url = await app.listen({ host: '127.0.0.1', port });
  return {
    url,
    state,
    faults,
    seen,
    whenCalled: (number, behaviour) => void telephones.set(number, behaviour),
    callIn({ from = '+15550142', to }) {
      const number = state.findIncoming(to);
      const { statusCallback } = number ?? {};
      const call = new SimulatedCall({ state, direction: 'inbound', from, to, statusCallback });
      // What is on a trunk goes to its origination URLs, by SIP.
      if (number?.voiceUrl && !number.trunkSid) void call.runUrl(number.voiceUrl);
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

function buildApp(context: RestContext, faults: TwilioFaults, seen: SeenRequest[]): FastifyInstance {
  const { state } = context;
  const app = Fastify({ forceCloseConnections: true });
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, parseForm(body as string)),
  );
  const expected = `Basic ${Buffer.from(`${state.accountSid}:${state.authToken}`).toString('base64')}`;
  app.addHook('onRequest', async (request) => {
    if (request.headers.authorization !== expected) throw new TwilioRefusal(20003);
  });
  const nameOf = (method: string, url: string) =>
    `${method} ${url.split('?')[0]?.replace(state.accountSid, 'AC')}`;
  app.addHook('preHandler', async (request, reply) => {
    const rule = faults.take(nameOf(request.method, request.url));
    if (rule?.delayMs) await delay(rule.delayMs);
    if (rule?.fault === 429) throw new TwilioRefusal(20429);
    if (rule?.fault === 500) throw new TwilioRefusal(20500);
    if (rule?.fault === 'timeout') await new Promise((resolve) => reply.raw.once('close', resolve));
    lost.set(request, rule?.fault === 'lost');
  });
  const lost = new WeakMap<object, boolean>();
  app.addHook('onSend', async (request, reply) => {
    const form = (request.body ?? {}) as SeenRequest['form'];
    const isLost = lost.get(request) === true;
    seen.push({ request: nameOf(request.method, request.url), form, status: isLost ? 0 : reply.statusCode });
    if (isLost) reply.raw.destroy();
  });
  app.setErrorHandler((error, _request, reply) => {
    const refusal = error instanceof TwilioRefusal ? error : new TwilioRefusal(20500);
    return reply.code(refusal.status).send(refusal.body);
  });
  app.setNotFoundHandler(() => {
    throw new TwilioRefusal(20404);
  });
  numberRoutes(app, context);
  trunkRoutes(app, context);
  sipRoutes(app, context);
  callRoutes(app, context);
  return app;
}
