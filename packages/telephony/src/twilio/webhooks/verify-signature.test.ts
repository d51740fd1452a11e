import { expect, it } from 'vitest';
import { verifyTwilioSignature } from './verify-signature.ts';

/** The example of Twilio's own documentation. */
const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
const params = {
  CallSid: 'CA1234567890ABCDE',
  Caller: '+14158675309',
  Digits: '1234',
  From: '+14158675309',
  To: '+18005551212',
};
const signature = 'RSOYDt4T1cUTdK1PDd93/VVr8B8=';
const verify = (
  more: Partial<{ url: string; params: Record<string, string>; signature: string | undefined }> = {},
  token = '12345',
) => {
  const { url: at, params: form, signature: given } = { url, params, signature, ...more };
  return verifyTwilioSignature({ url: at, params: new URLSearchParams(form), signature: given }, token);
};

it('takes what Twilio has signed', () => {
  expect(verify()).toBe(true);
});

it.each([
  ['without a signature', { signature: undefined }],
  ['with another one', { signature: 'SSOYDt4T1cUTdK1PDd93/VVr8B8=' }],
  ['with a short one', { signature: 'RSOY' }],
  ['for another URL', { url: 'https://mycompany.com/myapp.php?foo=1&bar=3' }],
  ['with something added', { params: { ...params, Extra: '1' } }],
  ['with something changed', { params: { ...params, To: '+18005551213' } }],
])('refuses a form %s', (_, more) => {
  expect(verify(more)).toBe(false);
});

it('refuses what another account has signed', () => {
  expect(verify({}, '12346')).toBe(false);
});
