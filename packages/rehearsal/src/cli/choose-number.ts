import type { DemoFile } from '@parley/contracts';

/** The demo's number where a gateway usually listens. */
export const usualNumber = 'sip:+15550100@127.0.0.1:5060';

/** `--phone` may stand alone: then it is given the empty value, as Node's parser knows no optional ones. */
export const givePhoneItsValue = (args: string[]): string[] =>
  args.map((arg, at) => {
    const next = args[at + 1];
    return arg === '--phone' && (next === undefined || next.startsWith('--')) ? '--phone=' : arg;
  });

/**
 * What `--phone` rings: what it was given, else the demo's number.
 * @throws Error when it is no SIP URI.
 */
export function chooseNumber(given: string, demo?: DemoFile): string {
  const uri = given || (demo?.sip ?? usualNumber);
  if (!/^sip:[^@\s]+@[^@\s:]+(:\d+)?$/.test(uri))
    throw new Error(`--phone ${uri}: expected a SIP URI like ${usualNumber}`);
  return uri;
}
