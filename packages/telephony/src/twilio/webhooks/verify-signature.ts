import { createHmac, timingSafeEqual } from 'node:crypto';

const signatureOf = (authToken: string, url: string, params: URLSearchParams): Buffer => {
  const byName = new Map<string, Set<string>>();
  for (const [name, value] of params) byName.set(name, (byName.get(name) ?? new Set()).add(value));
  let signed = url;
  for (const name of [...byName.keys()].sort())
    for (const value of [...(byName.get(name) ?? [])].sort()) signed += name + value;
  return createHmac('sha1', authToken).update(signed, 'utf8').digest();
};

const defaultPorts: Record<string, string> = { 'https:': ':443', 'http:': ':80' };

/** Twilio signs some URLs with their port where it goes without saying, and some without it. */
function spellingsOf(url: string): string[] {
  const { protocol, host, port } = new URL(url);
  if (port !== '') return [url];
  return [url, url.replace(`//${host}`, `//${host}${defaultPorts[protocol] ?? ''}`)];
}

/**
 * Whether a form comes from Twilio: signed with the account's auth token, for the URL that Twilio was told to post to.
 * @see https://www.twilio.com/docs/usage/security
 */
export function verifyTwilioSignature(
  { url, params, signature }: { url: string; params: URLSearchParams; signature: string | undefined },
  authToken: string,
): boolean {
  const given = Buffer.from(signature ?? '', 'base64');
  return spellingsOf(url).some((spelling) => {
    const expected = signatureOf(authToken, spelling, params);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
