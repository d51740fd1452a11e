import { createHmac } from 'node:crypto';

/**
 * `X-Twilio-Signature` of a form that Twilio posts: the URL, then every parameter's name and value in the order of
 * their names, under the account's auth token. @see https://www.twilio.com/docs/usage/security
 */
export function signTwilioRequest(authToken: string, url: string, params: Record<string, string>): string {
  const signed = Object.keys(params)
    .sort()
    .reduce((text, name) => text + name + params[name], url);
  return createHmac('sha1', authToken).update(Buffer.from(signed, 'utf8')).digest('base64');
}
