export { type CarrierAccount, parseCarrierAccount } from './carrier-account.ts';
export { findCarrierAccount } from './find-carrier-account.ts';
export { findLineIn, type LineIn } from './find-line-in.ts';
