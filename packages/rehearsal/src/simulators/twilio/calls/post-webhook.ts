import { signTwilioRequest } from '../sign-request.ts';

/** Twilio waits so long for an application. */
const patienceMs = 15_000;

export interface WebhookAnswer {
  /** 0 when nothing answered. */
  status: number;
  body: string;
}

/** A request of Twilio's to the application: a signed form. */
export async function postWebhook(
  authToken: string,
  url: string,
  params: Record<string, string>,
): Promise<WebhookAnswer> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
        'user-agent': 'TwilioProxy/1.1',
        'x-twilio-signature': signTwilioRequest(authToken, url, params),
      },
      body: new URLSearchParams(params).toString(),
      signal: AbortSignal.timeout(patienceMs),
    });
    return { status: answer.status, body: await answer.text() };
  } catch {
    return { status: 0, body: '' };
  }
}
