import { expect, test } from 'vitest';
import { wantsNoRecording } from './wants-no-recording.ts';

const all = ['en', 'de', 'es', 'fr', 'it', 'nl', 'pt'];

test.each([
  'Stop recording.',
  'stop recording this please',
  'Please stop the recording now.',
  'Could you turn off the recording?',
  'Don’t record me.',
  'I do not want this call to be recorded.',
  'I don’t want to be recorded',
  'Aufnahme beenden',
  'Bitte beenden Sie die Aufzeichnung.',
  'Hören Sie auf, mich aufzunehmen, bitte nicht mehr aufnehmen',
  'Deje de grabar, por favor.',
  'Arrêtez l’enregistrement.',
  'Interrompa la registrazione.',
  'Stop de opname.',
  'Pare de gravar.',
])('%j is one', (text) => expect(wantsNoRecording(text, all)).toBe(true));

test.each([
  'The record player does not stop.',
  'stop',
  'Can you record a message for me?',
  'I have a record of the payment.',
  'The washing machine stopped.',
  'Is this call recorded?',
  'Ich habe die Aufnahme gehört.',
])('%j is none', (text) => expect(wantsNoRecording(text, all)).toBe(false));
