import { CarrierError } from '../carrier-error.ts';
import { toCarrierError } from './to-carrier-error.ts';

/** A tenant's account at Twilio. */
export interface TwilioAccount {
  accountSid: string;
  authToken: string;
}

export interface TwilioSettings {
  /** https://api.twilio.com */
  apiUrl: string;
  /** https://trunking.twilio.com */
  trunkingUrl: string;
  /** How long an answer is waited for. */
  timeoutMs?: number;
}

type FormValue = string | number | boolean | readonly string[] | undefined;
export type TwilioForm = Record<string, FormValue>;

/** Pages that are read at most: what does not end is not followed for ever. */
const mostPages = 40;

/** Twilio's REST APIs for one account; everything it throws is a `CarrierError`. */
export interface TwilioClient {
  /** Below the account: `/Calls.json`. @param what for people: what is to be done */
  api<T>(method: 'GET' | 'POST' | 'DELETE', path: string, form: TwilioForm, what: string): Promise<T>;
  /** Below `/v1`: `/Trunks`. */
  trunking<T>(method: 'GET' | 'POST' | 'DELETE', path: string, form: TwilioForm, what: string): Promise<T>;
  /** Every item of a list below the account. */
  apiList<T>(path: string, key: string, query: TwilioForm): Promise<T[]>;
  /** Every item of a list below `/v1`. */
  trunkingList<T>(path: string, key: string): Promise<T[]>;
}

export function createTwilioClient(
  { apiUrl, trunkingUrl, timeoutMs = 10_000 }: TwilioSettings,
  { accountSid, authToken }: TwilioAccount,
): TwilioClient {
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  const ask = async <T>(method: string, url: string, form: TwilioForm, what: string): Promise<T> => {
    const params = encode(form);
    const query = method === 'GET' && `${params}` !== '' ? `${url.includes('?') ? '&' : '?'}${params}` : '';
    let answer: { status: number; ok: boolean; text: string };
    try {
      const response = await fetch(url + query, {
        method,
        headers: { authorization, accept: 'application/json' },
        ...(method === 'POST' && { body: params }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      answer = { status: response.status, ok: response.ok, text: await response.text() };
    } catch (error) {
      throw noAnswer(error, what);
    }
    if (!answer.ok) throw toCarrierError(answer.status, answer.text, what);
    if (answer.text === '') return undefined as T;
    try {
      return JSON.parse(answer.text) as T;
    } catch (cause) {
      throw new CarrierError('unavailable', 'Twilio’s answer cannot be read.', { unsure: true, cause });
    }
  };
  const account = `${apiUrl}/2010-04-01/Accounts/${accountSid}`;
  const list = async <T>(first: string, query: TwilioForm, key: string, next: NextOf): Promise<T[]> => {
    const all: T[] = [];
    let url: string | undefined = first;
    let form = query;
    for (let page = 0; url !== undefined && page < mostPages; page++) {
      const body: Record<string, unknown> = await ask('GET', url, form, 'the search');
      all.push(...((body[key] ?? []) as T[]));
      // The address of the next page has the query in it.
      form = {};
      url = next(body);
    }
    return all;
  };
  return {
    api: (method, path, form, what) => ask(method, account + path, form, what),
    trunking: (method, path, form, what) => ask(method, `${trunkingUrl}/v1${path}`, form, what),
    apiList: (path, key, query) =>
      list(account + path, query, key, ({ next_page_uri: uri }) =>
        typeof uri === 'string' ? apiUrl + uri : undefined,
      ),
    trunkingList: (path, key) =>
      list(`${trunkingUrl}/v1${path}`, { PageSize: 100 }, key, ({ meta }) => {
        const url = (meta as { next_page_url?: unknown } | undefined)?.next_page_url;
        // By its path: credentials go to the address that was set, and to no other.
        return typeof url === 'string' ? trunkingUrl + pathOf(url) : undefined;
      }),
  };
}

type NextOf = (body: Record<string, unknown>) => string | undefined;

const pathOf = (url: string): string => {
  const { pathname, search } = new URL(url, 'https://trunking.twilio.com');
  return pathname + search;
};

function encode(form: TwilioForm): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(form))
    for (const one of Array.isArray(value) ? value : value === undefined ? [] : [value])
      params.append(name, String(one));
  return params;
}

function noAnswer(error: unknown, what: string): CarrierError {
  const timedOut = error instanceof Error && error.name === 'TimeoutError';
  const cause = error instanceof Error ? error.cause : undefined;
  const refused = cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
  const why = timedOut ? 'Twilio did not answer in time' : 'Twilio cannot be reached';
  return new CarrierError('unavailable', `${why}: whether ${what} was done is not known.`, {
    unsure: !refused,
    cause: error,
  });
}
