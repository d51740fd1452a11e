import type { TwilioState } from '../twilio-state.ts';

/** How a called telephone behaves. */
export type TwilioWhenCalled =
  | { answerAfterMs: number }
  | 'busy'
  | 'no-answer'
  /** The carrier fails, with its SIP code. */
  | { failed: number };

export interface RestContext {
  state: TwilioState;
  /** Of the number that is called. */
  whenCalled(number: string): TwilioWhenCalled;
}
export type Form = Record<string, string | string[] | undefined>;

/** The first value of a field of a form. */
export const field = (form: unknown, name: string): string | undefined => {
  const value = (form as Form | undefined)?.[name];
  return Array.isArray(value) ? value[0] : value;
};
export const fields = (form: unknown, name: string): string[] =>
  [(form as Form | undefined)?.[name] ?? []].flat();
