import { expect, test } from 'vitest';
import { sameFact } from './compare-fact.ts';

test.each([
  ['name', 'John Smith', 'john smith', true],
  ['name', 'John Smith', 'John Smyth', false],
  ['name', 'John Smith', 'Mister John Smith', false],
  ['phone', 'five five five, zero one four two', '555 0142', true],
  ['phone', 'five five five, zero one four two', '555-0142', true],
  ['phone', '555 0142', '555 0143', false],
  ['phone', 'four one five, five five five, zero one four two', '+14155550142', true],
  ['phone', 'five five five zero one four two', '+14155550142', false],
  ['property', 'Twelve Oak Street', '12 Oak St.', true],
  ['property', 'Twelve Oak Street', '12 Elm Street', false],
  ['property', 'Twenty four Maple Avenue, apartment three', '24 Maple Avenue Apartment 3', true],
  ['property', 'Twelve Oak Street', 'Oak Street', false],
  ['reason', 'the kitchen sink is leaking water', 'My kitchen sink is leaking water', true],
  ['reason', 'the kitchen sink is leaking water', 'The kitchen sink is sleeping water', false],
  ['reason', 'the kitchen sink is leaking', 'hello the kitchen sink is leaking since noon', true],
  ['reason', 'the kitchen sink is leaking', 'the kitchen is leaking', false],
  ['name', '', '', false],
] as const)('%s: said %j, written %j: %j', (field, said, written, same) => {
  expect(sameFact(field, said, written)).toBe(same);
});
