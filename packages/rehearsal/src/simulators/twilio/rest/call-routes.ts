import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { SimulatedCall } from '../calls/simulated-call.ts';
import { TwilioRefusal } from '../twilio-refusal.ts';
import { field, fields, type RestContext } from './rest-context.ts';

const e164 = /^\+[1-9]\d{6,14}$/;

/** Calls out, and what the API changes in calls. */
export function callRoutes(app: FastifyInstance, context: RestContext): void {
  const { state } = context;
  const base = `/2010-04-01/Accounts/${state.accountSid}/Calls`;
  const toCall = (call: SimulatedCall) => ({
    sid: call.sid,
    account_sid: state.accountSid,
    from: call.from,
    to: call.to,
    // There is no such status in the API: what is on its way is queued.
    status: call.status === 'initiated' ? 'queued' : call.status,
    direction: call.direction,
    answered_by: null,
    uri: `${base}/${call.sid}.json`,
  });
  const find = (sid: string): SimulatedCall => {
    const call = state.calls.get(sid);
    if (!call) throw new TwilioRefusal(20404);
    return call;
  };

  app.post(`${base}.json`, ({ body }, reply) => {
    const [to = '', from = ''] = [field(body, 'To'), field(body, 'From')];
    const [twiml, url] = [field(body, 'Twiml'), field(body, 'Url')];
    if (!to) throw new TwilioRefusal(21201);
    if (!e164.test(to))
      throw new TwilioRefusal(21211, `The phone number you are attempting to call, ${to}, is not valid.`);
    if (!e164.test(from)) throw new TwilioRefusal(21212, `${from} is not a valid phone number`);
    if (!state.findIncoming(from))
      throw new TwilioRefusal(
        21210,
        `The source phone number provided, ${from}, is not yet verified for your account.`,
      );
    if (state.forbiddenPrefixes.some((prefix) => to.startsWith(prefix))) throw new TwilioRefusal(21215);
    if (!twiml && !url) throw new TwilioRefusal(21205);
    const call = new SimulatedCall({
      state,
      direction: 'outbound-api',
      from,
      to,
      statusCallback: field(body, 'StatusCallback'),
      statusEvents: fields(body, 'StatusCallbackEvent'),
    });
    void ring(call, Number(field(body, 'Timeout') ?? 60), () =>
      twiml ? call.run(twiml) : call.runUrl(url ?? ''),
    );
    return reply.code(201).send(toCall(call));
  });
  const ring = async (call: SimulatedCall, timeoutS: number, answer: () => Promise<void>): Promise<void> => {
    const behaviour = context.whenCalled(call.to);
    call.become('initiated');
    await delay(5);
    if (typeof behaviour === 'object' && 'failed' in behaviour) {
      call.sipResponseCode = behaviour.failed;
      return call.become('failed');
    }
    call.become('ringing');
    if (behaviour === 'busy') {
      call.sipResponseCode = 486;
      return call.become('busy');
    }
    const waitMs = behaviour === 'no-answer' ? timeoutS * 1000 : behaviour.answerAfterMs;
    await Promise.race([delay(waitMs, undefined, { ref: false }), call.ended]);
    if (call.isOver) return;
    if (behaviour === 'no-answer') return call.become('no-answer');
    call.become('in-progress');
    await answer();
  };

  type Sid = { Params: { sid: string } };
  app.get<Sid>(`${base}/:sid.json`, ({ params }) => toCall(find(params.sid)));
  app.post<Sid>(`${base}/:sid.json`, async ({ params, body }) => {
    const call = find(params.sid);
    const status = field(body, 'Status');
    if (call.isOver) throw new TwilioRefusal(21220);
    const answered = call.status === 'in-progress';
    // "canceled" leaves calls alone that are answered.
    if (status === 'completed' || (status === 'canceled' && !answered))
      await call.end(answered ? 'completed' : 'canceled');
    return toCall(call);
  });
}
