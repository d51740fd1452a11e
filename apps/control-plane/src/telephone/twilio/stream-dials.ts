import { streamPath } from '@parley/contracts';
import { type CarrierAccount, findCarrierAccount } from '@parley/core';
import {
  CarrierError,
  createStreamTicket,
  type DialResult,
  failureOfRefusal,
  identityOfNumber,
  progressOfStatus,
  ringingTimeoutS,
  streamTwiml,
  type TwilioCalls,
  type TwilioProgress,
} from '@parley/telephony';
import type { Dependencies } from '../../dependencies.ts';
import type { CallKey } from '../dialer-context.ts';
import { statusUrlOf } from './reachable.ts';

export interface StreamDialRequest extends CallKey {
  livekitRoom: string;
  from: string;
  to: string;
  maxDurationS: number;
  /** Twilio has taken the call: its id. */
  onStarted(callSid: string): Promise<void>;
  onRinging(): Promise<void>;
  /** The call is not wanted any more. */
  signal: AbortSignal;
}

type Context = Pick<Dependencies, 'database' | 'vault' | 'config' | 'log' | 'livekit' | 'clock'> & {
  calls: TwilioCalls;
};

/** Between two looks at a call of which Twilio should have told. */
const lookEveryMs = 3_000;
/** Twilio says by itself when nobody answers; later than this it will not. */
const patienceMs = (ringingTimeoutS + 20) * 1000;

/** Nobody hears of another tenant’s calls. */
const nameOf = ({ tenantId, callId }: CallKey): string => `${tenantId} ${callId}`;

const failed = (detail: string, unsure = false): DialResult => ({
  answered: false,
  reason: unsure ? 'telephony_unavailable' : 'carrier_failed',
  sipStatus: undefined,
  detail,
  unsure,
});

/**
 * Calls out by Twilio's API, for numbers without a SIP trunk: the other telephone's audio comes by a media stream.
 * Twilio tells how they fare; what it does not tell is asked.
 */
export class StreamDials {
  readonly #context: Context;
  /** Who waits for news, by call. */
  readonly #waiting = new Map<string, (progress: TwilioProgress) => void>();

  constructor(context: Context) {
    this.#context = context;
  }

  /** News of Twilio's. @returns false when nobody here waits for them */
  told(key: CallKey, progress: TwilioProgress): boolean {
    const waiting = this.#waiting.get(nameOf(key));
    waiting?.(progress);
    return waiting !== undefined;
  }

  /** Rings a number. Resolves when somebody answers, or nobody does; never throws. */
  async dial(request: StreamDialRequest): Promise<DialResult> {
    const { config, log, livekit } = this.#context;
    const account = await this.#accountOf(request);
    if (!account) return failed('The tenant has given no Twilio account (secret "twilio").');
    if (!config.phonePublicUrl)
      return failed('Twilio cannot reach the phone gateway: PARLEY_PHONE_PUBLIC_URL is not set.');
    const { tenantId, callId, livekitRoom, from, to, maxDurationS } = request;
    const ticket = createStreamTicket(
      livekit,
      {
        direction: 'outbound',
        room: livekitRoom,
        identity: identityOfNumber(to),
        name: `Phone ${to}`,
        attributes: {
          'parley.callID': callId,
          'sip.phoneNumber': to,
          'sip.trunkPhoneNumber': from,
        },
        max_duration_s: maxDurationS,
      },
      ringingTimeoutS + 60,
    );
    const news = this.#listen(request);
    try {
      const callSid = await this.#context.calls.start(account, {
        from,
        to,
        twiml: streamTwiml(config.phonePublicUrl.replace(/\/$/, '') + streamPath, ticket),
        statusUrl: `${statusUrlOf(config, tenantId)}?call=${callId}`,
        ringingTimeoutS,
        maxDurationS,
      });
      log.info({ callId, twilioCallSid: callSid }, 'Twilio dials');
      await request.onStarted(callSid);
      return await this.#follow(account, callSid, request, news);
    } catch (error) {
      if (!(error instanceof CarrierError)) throw error;
      return { answered: false, ...failureOfRefusal(error) };
    } finally {
      this.#waiting.delete(nameOf(request));
    }
  }

  /** Goes on waiting for a call that an earlier process has started. */
  async resume(callSid: string, request: StreamDialRequest): Promise<DialResult> {
    const account = await this.#accountOf(request);
    if (!account) return failed('The tenant has no Twilio account any more.', true);
    const news = this.#listen(request);
    try {
      return await this.#follow(account, callSid, request, news);
    } finally {
      this.#waiting.delete(nameOf(request));
    }
  }

  #accountOf({ tenantId }: CallKey): Promise<CarrierAccount | undefined> {
    const { database, vault } = this.#context;
    return findCarrierAccount({ db: database.db, vault, tenantId });
  }

  #listen(key: CallKey): News {
    const news = new News();
    this.#waiting.set(nameOf(key), (progress) => news.push(progress));
    return news;
  }

  async #follow(
    account: CarrierAccount,
    callSid: string,
    request: StreamDialRequest,
    news: News,
  ): Promise<DialResult> {
    const { clock, calls, log } = this.#context;
    const giveUpAt = clock.now() + patienceMs;
    const stop = () =>
      calls
        .end(account, callSid)
        .catch((err: unknown) => log.warn({ err, callSid }, 'a call was not ended at Twilio'));
    let rings = false;
    for (;;) {
      if (request.signal.aborted) {
        await stop();
        return {
          answered: false,
          reason: 'no_answer',
          sipStatus: undefined,
          detail: 'It was called off.',
          unsure: false,
        };
      }
      const progress =
        (await news.next(this.#context, lookEveryMs, request.signal)) ?? (await this.#look(account, callSid));
      if (progress === 'answered') {
        request.signal.addEventListener('abort', () => void stop(), { once: true });
        return { answered: true, sipCallRef: callSid };
      }
      if (typeof progress === 'object') return { answered: false, ...progress };
      if (progress === 'ringing' && !rings) {
        rings = true;
        await request.onRinging();
      }
      if (clock.now() < giveUpAt) continue;
      await stop();
      return failed('Twilio did not say in time what became of the call.', true);
    }
  }

  /** Undefined when Twilio does not answer just now. */
  async #look(account: CarrierAccount, callSid: string): Promise<TwilioProgress | undefined> {
    try {
      return progressOfStatus(await this.#context.calls.status(account, callSid));
    } catch (error) {
      if (!(error instanceof CarrierError)) throw error;
      this.#context.log.warn({ err: error, callSid }, 'Twilio does not say how a call fares');
      return undefined;
    }
  }
}

/** What has been told and not read yet. */
class News {
  readonly #told: TwilioProgress[] = [];
  #wake = () => {};

  push(progress: TwilioProgress): void {
    this.#told.push(progress);
    this.#wake();
  }

  /** Undefined after so long without any, or when it is called off. */
  async next(
    { clock }: Pick<Context, 'clock'>,
    ms: number,
    signal: AbortSignal,
  ): Promise<TwilioProgress | undefined> {
    if (this.#told.length === 0 && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const callOff = clock.after(ms, resolve);
        this.#wake = () => {
          callOff();
          resolve();
        };
        signal.addEventListener('abort', this.#wake, { once: true });
      });
    }
    return this.#told.shift();
  }
}
