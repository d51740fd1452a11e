import type { SessionEvent, TranscriptSegment } from '@parley/contracts';

/** A stored event as a segment of the transcript; empty when it is none. */
export function toSegment({ seq, event }: { seq: number; event: SessionEvent }): TranscriptSegment[] {
  if (event.type !== 'transcript') return [];
  const { type, final, ...segment } = event;
  return [{ ...segment, seq }];
}

/** In the order in which they were begun. */
export const byStart = (a: TranscriptSegment, b: TranscriptSegment): number =>
  Date.parse(a.started_at) - Date.parse(b.started_at) || a.seq - b.seq;
