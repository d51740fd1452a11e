export { addConsent } from './add-consent.ts';
export { importConsents } from './import-consents.ts';
export { listConsents } from './list-consents.ts';
export { revokeConsent } from './revoke-consent.ts';
