import { CarrierError, type CarrierErrorKind } from '../carrier-error.ts';

/** Twilio's numbers of errors that ask for something of people. @see https://www.twilio.com/docs/api/errors */
const kinds: Record<number, CarrierErrorKind> = {
  10001: 'funds',
  20003: 'credentials',
  20005: 'funds',
  20404: 'unknown',
  20429: 'unavailable',
  21404: 'funds',
  21421: 'gone',
  21422: 'gone',
  21452: 'gone',
  21613: 'requirements',
  21615: 'requirements',
  21631: 'requirements',
  21649: 'requirements',
};

const words: Partial<Record<CarrierErrorKind, string>> = {
  credentials:
    'Twilio does not accept the account’s credentials: put the secret "twilio" anew, as ACCOUNT_SID:AUTH_TOKEN.',
  funds: 'The Twilio account has not enough money, or is not active: top it up at Twilio.',
  gone: 'The number is not to be had any more: search again.',
  requirements:
    'The law wants an address or documents for this number: register them at Twilio, and give their ids (address_sid, bundle_sid).',
};

interface TwilioErrorBody {
  code?: unknown;
  message?: unknown;
}

/** What an answer of Twilio's that is no success means. */
export function toCarrierError(status: number, text: string, what: string): CarrierError {
  const body = bodyOf(text);
  const code = typeof body.code === 'number' ? body.code : undefined;
  const said = typeof body.message === 'string' ? body.message.slice(0, 300) : '';
  const quoted = said || code ? ` (Twilio${code ? ` ${code}` : ''}${said ? `: ${said}` : ''})` : '';
  const kind = kindOf(status, code);
  if (kind === 'unavailable') {
    const why = status === 429 ? 'Twilio is asked too often' : `Twilio failed with status ${status}`;
    return new CarrierError(kind, `${why}: ${what} was not done. Try again later.${quoted}`, {
      code,
      unsure: status !== 429,
    });
  }
  return new CarrierError(kind, (words[kind] ?? `Twilio refuses ${what}.`) + quoted, { code });
}

function kindOf(status: number, code: number | undefined): CarrierErrorKind {
  const known = kinds[code ?? 0];
  if (known) return known;
  if (status === 401 || status === 403) return 'credentials';
  if (status === 402) return 'funds';
  if (status === 404) return 'unknown';
  return status === 429 || status >= 500 ? 'unavailable' : 'refused';
}

function bodyOf(text: string): TwilioErrorBody {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    return {};
  }
}
