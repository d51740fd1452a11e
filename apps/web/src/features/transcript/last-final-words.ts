import type { SegmentItem, TranscriptView } from './transcript-view.ts';

/** The newest settled line, as a screen reader should hear it. Text that may still change is left out. */
export function lastFinalWords(view: TranscriptView): string {
  const last = view.items.findLast(
    (item): item is SegmentItem => item.kind === 'segment' && item.final && item.text.trim() !== '',
  );
  return last ? `${last.speaker === 'caller' ? 'Caller' : 'Agent'}: ${last.text}` : '';
}
