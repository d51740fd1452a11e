import { describe, expect, it } from 'vitest';
import { findEvidence } from './find-evidence.ts';

const said = (...texts: string[]) => texts.map((text, index) => ({ segmentId: `c-${index + 1}`, text }));

const call = said(
  'Hi, I need help with the kitchen sink, it leaks all over.',
  "My name's John Smith.",
  'Four one five, five five five, oh one four two.',
  "It's unit 4 at twelve Oak Street.",
  'Yes, that is right.',
);

describe('findEvidence', () => {
  it('finds for each field where the caller said it', () => {
    const fields = {
      name: 'John Smith',
      phone: '+14155550142',
      property: '12 Oak Street, Unit 4',
      reason: 'The kitchen sink is leaking',
    };
    expect(findEvidence(fields, call)).toEqual({ name: 'c-2', phone: 'c-3', property: 'c-4', reason: 'c-1' });
  });

  it('leaves out what nobody said', () => {
    const fields = { name: 'Ann Lee', phone: '+12125550199', property: '9 Elm Road', reason: 'Lost keys' };
    expect(findEvidence(fields, call)).toEqual({});
    expect(findEvidence({ name: 'John Smith' }, [])).toEqual({});
    expect(findEvidence({ name: '', other: null, more: '…' }, call)).toEqual({});
  });

  it.each([
    ['digits', '415 555 0142', 'my number is (415) 555-0142'],
    ['digit words', '+14155550142', 'it is four one five five five five zero one four two thanks'],
    ['triple and tens', '+14155550142', 'four fifteen triple five oh one forty-two'],
    [
      'with a country code',
      '+442079460958',
      'plus four four two zero seven nine four six zero nine five eight',
    ],
    ['local', '555 0142', 'five five five oh one four two'],
  ])('hears a phone number in %s', (_, phone, text) => {
    expect(findEvidence({ phone }, said('Hello, is it 2 o’clock?', text))).toEqual({ phone: 'c-2' });
  });

  it('takes the longest part of a number that was said in parts', () => {
    const parts = said('four one five', 'five five five oh one four two');
    expect(findEvidence({ phone: '+14155550142' }, parts)).toEqual({ phone: 'c-2' });
  });

  it('follows a correction, for its value is the one that counts', () => {
    const utterances = said(
      'John Smith',
      'No, sorry: Jon Smythe, S-M-Y-T-H-E.',
      'number 415 555 0143',
      'no, 415 555 0142',
    );
    const fields = { name: 'Jon Smythe', phone: '+14155550142' };
    expect(findEvidence(fields, utterances)).toEqual({ name: 'c-2', phone: 'c-4' });
  });

  it('hears a name that was spelled, and one with accents', () => {
    expect(findEvidence({ name: 'Zoë' }, said('Zoe'))).toEqual({ name: 'c-1' });
    expect(findEvidence({ name: 'Smith' }, said('that is', 's m i t h'))).toEqual({ name: 'c-2' });
    expect(findEvidence({ name: "O'Brien" }, said("o'clock", 'OBrien'))).toEqual({ name: 'c-2' });
  });

  it('takes the earliest of equals, and the very words before the same words apart', () => {
    expect(findEvidence({ name: 'John Smith' }, said('John Smith', 'Yes, John Smith'))).toEqual({
      name: 'c-1',
    });
    const apart = said('Smith is what they call me, John I mean', 'John Smith');
    expect(findEvidence({ name: 'John Smith' }, apart)).toEqual({ name: 'c-2' });
  });

  it('does not take a filler for a meaning', () => {
    expect(findEvidence({ reason: 'The water is off' }, said('the is my on'))).toEqual({});
    expect(findEvidence({ phone: '+14155550142' }, said('I have 2 dogs and 14 cats'))).toEqual({});
  });

  it('knows facts that are numbers and yes or no', () => {
    expect(findEvidence({ guests: 12, nights: 3 }, said('twelve of us', 'for three nights'))).toEqual({
      guests: 'c-1',
      nights: 'c-2',
    });
    expect(findEvidence({ email: 'john@example.com' }, said('hello', 'john at example dot com'))).toEqual({
      email: 'c-2',
    });
  });
});
