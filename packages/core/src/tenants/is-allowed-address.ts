import { DomainError } from '../domain-error.ts';
import { addressBits } from './address-bits.ts';

/** Whether an address is one of the list, or in a network of it; an empty list has all. */
export function isAllowedAddress(address: string, allowed: readonly string[]): boolean {
  if (allowed.length === 0) return true;
  const bits = addressBits(address);
  return bits !== undefined && allowed.some((network) => isIn(bits, network));
}

function isIn(bits: string, network: string): boolean {
  const [start = '', length] = network.split('/');
  const first = addressBits(start);
  // No IPv6 network has IPv4 addresses, nor the other way round: ::/0 is not everybody.
  if (first?.length !== bits.length) return false;
  const prefix = first.slice(0, length === undefined ? first.length : Number(length));
  return bits.startsWith(prefix);
}

/** @throws DomainError `ADDRESS_NOT_ALLOWED` */
export function requireAllowedAddress(address: string, allowed: readonly string[]): void {
  if (isAllowedAddress(address, allowed)) return;
  throw new DomainError(
    'ADDRESS_NOT_ALLOWED',
    'This account may only be used from certain addresses. Ask its administrator to allow yours.',
  );
}
