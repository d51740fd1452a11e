import { formatDuration } from '../../lib/format-duration.ts';
import type { TranscriptView } from '../transcript/transcript-view.ts';

/** When each turn was begun, as the transcript beside it says it, by segment. */
export function turnTimes({
  items,
  beganAt,
}: Pick<TranscriptView, 'items' | 'beganAt'>): Map<string, string> {
  const said = items.filter((item) => item.kind === 'segment');
  const start = beganAt ?? Date.parse(said[0]?.startedAt ?? '');
  return new Map(said.map(({ id, startedAt }) => [id, formatDuration(Date.parse(startedAt) - start)]));
}
