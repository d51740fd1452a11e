export { getDialPolicy } from './get-dial-policy.ts';
export { putDialPolicy } from './put-dial-policy.ts';
