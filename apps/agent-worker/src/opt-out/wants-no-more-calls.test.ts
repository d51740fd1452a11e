import { expect, test } from 'vitest';
import { wantsNoMoreCalls } from './wants-no-more-calls.ts';

const all = ['en', 'de', 'es-MX', 'fr', 'it', 'nl', 'pt-BR'];

test.each([
  'Please stop calling me.',
  'stop calling me',
  'quit calling here, will you',
  "Don't call me again.",
  'Don’t ever call us again!',
  'do not call this number any more',
  'never call me again',
  'Take me off your list.',
  'could you take my number off that list please',
  'Get me off your call list',
  'please remove my number from your records',
  'remove me from the list',
  'Put me on your do not call list.',
  'no more calls please',
  'stop these calls',
  'I want to opt out.',
  'Rufen Sie mich bitte nicht mehr an.',
  'Hören Sie auf, mich anzurufen!',
  'Streichen Sie meine Nummer von Ihrer Liste',
  'Ich möchte nicht mehr angerufen werden.',
  'Deje de llamarme, por favor.',
  'No me llame más.',
  'Quítenme de su lista',
  'Arrêtez de m’appeler.',
  'Ne m’appelez plus.',
  'Retirez-moi de votre liste',
  'Smetta di chiamarmi.',
  'Non mi chiami più',
  'Stop met bellen',
  'Bel mij niet meer.',
  'Pare de me ligar.',
  'Não me ligue mais.',
])('%j is one', (text) => expect(wantsNoMoreCalls(text, all)).toBe(true));

test.each([
  'Can you call me back?',
  'Please call me tomorrow.',
  "Don't call me before nine.",
  'do not call me at work, call my cell',
  "Don't call me on Sundays, please.",
  'The phone has stopped calling the front desk.',
  'I want to take the car off the road.',
  'Take two off the list of guests.',
  'My neighbour never calls me.',
  'stop',
  'The sink does not stop leaking.',
  'Why did nobody call me?',
  'I called about the removal of my sofa from the hall.',
  'Rufen Sie mich morgen an.',
  'Ich rufe nicht mehr so oft an.',
  'No me llame antes de las nueve.',
  'Llámeme mañana.',
  'Appelez-moi demain.',
  'Mi chiami domani.',
  'Bel mij morgen.',
  'Ligue-me amanhã.',
])('%j is none', (text) => expect(wantsNoMoreCalls(text, all)).toBe(false));

test('is heard in the languages that the agent speaks, and in English always', () => {
  expect(wantsNoMoreCalls('Rufen Sie mich nicht mehr an', ['en'])).toBe(false);
  expect(wantsNoMoreCalls('stop calling me', ['de'])).toBe(true);
});
