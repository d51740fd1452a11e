export * from './phone/calls.ts';
export * from './phone/dialing.ts';
export * from './phone/e164.ts';
export * from './phone/numbers.ts';
export * from './phone/trunks.ts';
