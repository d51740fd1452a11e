import { groupDigits } from '../text/say-digits.ts';
import type { ExtractedFacts } from './extract-facts.ts';

/** Puts a number together that was told in two breaths. */
export function joinPhone(earlier: string, found: ExtractedFacts): { phone?: string; partial: string } {
  if (found.facts.phone !== undefined) return { phone: found.facts.phone, partial: '' };
  const digits = earlier + (found.partialPhone ?? '');
  if (found.partialPhone !== undefined && digits.length >= 7)
    return { phone: groupDigits(digits).join(' '), partial: '' };
  return { partial: digits };
}
