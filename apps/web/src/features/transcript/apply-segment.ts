import type { ViewerMessage } from '@parley/contracts';
import { placeItem } from './place-item.ts';
import type { SegmentItem, TranscriptItem } from './transcript-view.ts';

type TranscriptMessage = Extract<ViewerMessage, { type: 'transcript' }>;

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** An interim replaces the same segment's text; a final settles it for good, in the same place. */
export function applySegment(items: TranscriptItem[], message: TranscriptMessage): TranscriptItem[] {
  const known = items.find(
    (item): item is SegmentItem => item.kind === 'segment' && item.id === message.segment_id,
  );
  if (known?.final) return items;
  const segment: SegmentItem = {
    kind: 'segment',
    id: message.segment_id,
    order: message.seq,
    speaker: message.speaker,
    text: message.text,
    final: message.final,
    interrupted: message.interrupted,
    typed: false,
    startedAt: message.started_at,
  };
  const echo = message.final && message.speaker === 'caller' ? findTyped(items, message.text) : undefined;
  return placeItem(echo ? items.filter((item) => item !== echo) : items, segment);
}

/** The line typed here that the server now reports as said, so that it is not shown twice. */
function findTyped(items: TranscriptItem[], text: string): TranscriptItem | undefined {
  return items.find((item) => item.kind === 'segment' && item.typed && plain(item.text) === plain(text));
}
