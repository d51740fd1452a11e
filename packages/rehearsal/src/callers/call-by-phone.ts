import type { ParleyClient } from '@parley/api-client';
import { createResampler } from '../speech/resample.ts';
import { createEar } from './create-ear.ts';
import type { CallerEnd, EnterOptions, OpenLine } from './open-line.ts';
import { findCall } from './phone/find-call.ts';
import { openPhone, type Phone } from './phone/open-phone.ts';
import type { PhoneCall } from './phone/phone-call.ts';
import { speakByPhone } from './speak-by-phone.ts';

const phoneRate = 8000;
/** An agent that has to be started may take a while; a number where nothing listens never answers. */
const ringS = 30;

export interface CallByPhoneOptions {
  client: ParleyClient;
  /** What is rung: `sip:+15550100@127.0.0.1:5060`. */
  uri: string;
  signal?: AbortSignal | undefined;
}

/**
 * Rings a number over SIP and RTP, as any telephone would, and finds the call's session through the API.
 * @throws Error when nobody answers, or the platform knows nothing of the call.
 */
export async function callByPhone({ client, uri, signal }: CallByPhoneOptions): Promise<OpenLine> {
  // A number of its own for each call, so that calls at the same time are told apart.
  const number = `+1555${String(Math.floor(Math.random() * 10_000_000)).padStart(7, '0')}`;
  const phone = await openPhone({ user: number });
  try {
    const call = await phone.dial(uri);
    await waitForAnswer(call, signal).catch((error: Error) => {
      throw new Error(`${uri} did not answer: ${error.message}`);
    });
    // The agent may greet while its session is still looked up.
    const early: [pcm: Int16Array, arrivedAt: number][] = [];
    const answeredAt = performance.now();
    call.audio.listen((pcm) => early.push([pcm, performance.now()]));
    const { session_id } = await findCall(client, number);
    const { room } = await client.getSession(session_id);
    return {
      session_id,
      room,
      origin: answeredAt,
      enter: async (options) => pickUp({ phone, call, early, answeredAt, options }),
    };
  } catch (error) {
    await phone.close();
    throw error;
  }
}

async function waitForAnswer(call: PhoneCall, signal: AbortSignal | undefined): Promise<void> {
  const tooLong = Promise.withResolvers<never>();
  const timer = setTimeout(() => tooLong.reject(new Error(`nobody did in ${ringS} seconds`)), ringS * 1000);
  const cancel = () => call.hangUp();
  signal?.addEventListener('abort', cancel, { once: true });
  if (signal?.aborted) cancel();
  try {
    await Promise.race([call.answered, tooLong.promise]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
  }
}

interface PickUp {
  phone: Phone;
  call: PhoneCall;
  early: [pcm: Int16Array, arrivedAt: number][];
  answeredAt: number;
  options: EnterOptions;
}

/** Ear and mouth of a call that was answered. */
function pickUp({ phone, call, early, answeredAt, options }: PickUp): CallerEnd {
  const { clock, recording, voice, signal } = options;
  const ear = createEar(options);
  const resampler = createResampler(phoneRate, recording.sampleRate);
  for (const [pcm, arrivedAt] of early) ear.hear(resampler.push(pcm), arrivedAt - answeredAt);
  call.audio.listen((pcm) => ear.hear(resampler.push(pcm)));
  const mouth = speakByPhone({ call, voice, clock, recording });
  void call.ended.then(options.onGone);
  const fallSilent = () => void mouth.close();
  signal?.addEventListener('abort', fallSilent, { once: true });
  return {
    mouth,
    ear,
    async leave() {
      await mouth.close();
      await phone.close();
      await ear.close();
    },
  };
}
