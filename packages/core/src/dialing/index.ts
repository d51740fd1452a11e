export { checkDestination } from './check-destination.ts';
export { decideDial } from './decide-dial.ts';
export type { Consent, DialFacts, DoNotCallEntry } from './dial-facts.ts';
export type { PlatformLimits } from './platform-limits.ts';
