import { DomainError } from '../domain-error.ts';

/**
 * What a `Range` header asks for (RFC 9110, section 14.2): one range; of several, or of another unit, nothing, which
 * is answered with all.
 * @returns both ends inclusive
 * @throws DomainError `RANGE_NOT_SATISFIABLE`
 */
export function byteRangeOf(
  header: string | undefined,
  length: number,
): { start: number; end: number } | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  const start = from === '' ? Math.max(0, length - Number(to)) : Number(from);
  const end = from === '' || to === '' ? length - 1 : Math.min(Number(to), length - 1);
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined;
  if (start <= end) return { start, end };
  throw new DomainError('RANGE_NOT_SATISFIABLE', `The recording has ${length} bytes.`);
}
