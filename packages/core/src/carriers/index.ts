export { findCarrierAccount } from './find-carrier-account.ts';
export { findLineIn, type LineIn } from './find-line-in.ts';
export { purchaseNumber } from './purchase-number.ts';
export { releaseNumber } from './release-number.ts';
export { removeCarrierTrunk } from './remove-carrier-trunk.ts';
export { searchCarrierNumbers } from './search-carrier-numbers.ts';
export { type SipEntrance, setUpCarrierTrunk } from './set-up-carrier-trunk.ts';
