import type { SIPInboundTrunkInfo, SIPOutboundTrunkInfo } from '@livekit/protocol';
import { normalizeNumber } from '../calls/matching/normalize-number.ts';
import { invalidArgument } from './twirp-error.ts';
import { validateHeaderNames, validateHeaders } from './validate-headers.ts';

type WithHeaders = Pick<SIPInboundTrunkInfo, 'headers' | 'headersToAttributes' | 'attributesToHeaders'>;

function validateMappings({ headers, headersToAttributes, attributesToHeaders }: WithHeaders): void {
  validateHeaders(headers);
  validateHeaderNames(Object.values(attributesToHeaders));
  validateHeaderNames(Object.keys(headersToAttributes));
}

/** @throws TwirpError */
export function validateInboundTrunk(trunk: SIPInboundTrunkInfo): void {
  const { authUsername, authPassword, allowedAddresses, numbers } = trunk;
  if (!authUsername && !authPassword && allowedAddresses.length === 0 && numbers.length === 0)
    throw invalidArgument(
      'for security, one of the fields must be set: AuthUsername+AuthPassword, AllowedAddresses or Numbers',
    );
  validateMappings(trunk);
}

/** @throws TwirpError unless it is a bare host, with a port perhaps */
export function validateHostname(value: string, field: string): void {
  if (value.includes('transport=')) throw invalidArgument(`${field} should not contain transport parameter`);
  if (/[@;\s]/.test(value) || /^sips?:/.test(value))
    throw invalidArgument(`${field} should be a hostname or IP, not SIP URI`);
}

/** @throws TwirpError */
export function validateOutboundTrunk(trunk: SIPOutboundTrunkInfo): void {
  if (trunk.numbers.length === 0) throw invalidArgument('no trunk numbers specified');
  if (!trunk.address) throw invalidArgument('no outbound address specified');
  validateHostname(trunk.address, 'trunk address');
  validateHostname(trunk.fromHost, 'from_host');
  validateMappings(trunk);
}

const named = (id: string): string => JSON.stringify(id || '<new>');
const unique = (numbers: readonly string[]): string[] =>
  numbers.length === 0 ? [''] : [...new Set(numbers.map(normalizeNumber))];

/** No call may fit two trunks. @throws TwirpError naming both */
export function validateTrunkConflicts(trunks: Iterable<SIPInboundTrunkInfo>): void {
  const taken = new Map<string, SIPInboundTrunkInfo>();
  for (const trunk of trunks)
    for (const called of unique(trunk.numbers))
      for (const calling of unique(trunk.allowedNumbers)) {
        const key = `${called}\n${calling}`;
        const other = taken.get(key);
        if (other) {
          const numbers = trunk.numbers.length === 0 ? '<any>' : JSON.stringify(trunk.numbers);
          throw invalidArgument(
            `Conflicting inbound SIP Trunks: ${named(trunk.sipTrunkId)} and ${named(other.sipTrunkId)}, using the same number(s) ${numbers} ${
              calling ? `and AllowedNumber ${JSON.stringify(calling)}` : 'without AllowedNumbers set'
            }`,
          );
        }
        taken.set(key, trunk);
      }
}
