import { placeItem } from './place-item.ts';
import type { TranscriptView } from './transcript-view.ts';

/** The view with a line typed here, shown at once; the server's own segment replaces it. */
export function applyTypedMessage(
  view: TranscriptView,
  typed: { id: string; text: string; at: string },
): TranscriptView {
  const item = {
    kind: 'segment' as const,
    id: typed.id,
    order: view.lastSeq + 0.25,
    speaker: 'caller' as const,
    text: typed.text,
    final: true,
    interrupted: false,
    typed: true,
    startedAt: typed.at,
  };
  return { ...view, items: placeItem(view.items, item) };
}

/** The view without a typed line that could not be sent. */
export const withdrawTypedMessage = (view: TranscriptView, id: string): TranscriptView => ({
  ...view,
  items: view.items.filter((item) => item.kind !== 'segment' || item.id !== id),
});
