import type { Transcript } from '@parley/contracts';
import { applySegment } from './apply-segment.ts';
import type { TranscriptView } from './transcript-view.ts';

/** The view with what `GET /transcripts/{id}` knows. The socket's replay afterwards adds timings and tools. */
export function applyStoredTranscript(view: TranscriptView, stored: Transcript): TranscriptView {
  const items = stored.segments.reduce(
    (placed, segment) =>
      applySegment(placed, {
        ...segment,
        type: 'transcript',
        final: true,
        v: 1,
        session_id: stored.session_id,
        at: segment.ended_at,
      }),
    view.items,
  );
  return {
    ...view,
    items,
    ticket: stored.ticket ?? view.ticket,
    session: view.session ?? { state: stored.state, reason: stored.end_reason },
  };
}
