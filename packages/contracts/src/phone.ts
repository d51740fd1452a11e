export * from './phone/calls.ts';
export * from './phone/consents.ts';
export * from './phone/dialing.ts';
export * from './phone/dials.ts';
export * from './phone/do-not-call.ts';
export * from './phone/e164.ts';
export * from './phone/numbers.ts';
export * from './phone/trunks.ts';
