import type { SegmentItem, TranscriptItem } from './transcript-view.ts';

/**
 * Where a turn's latency belongs: in the gap between what the caller said and the agent's answer.
 * Without a known segment it goes before the answer that the agent is giving, if it already speaks.
 */
export function timingOrder(items: TranscriptItem[], seq: number, segmentId: string | undefined): number {
  const known = items.filter((item): item is SegmentItem => item.kind === 'segment');
  const named = known.find((segment) => segment.id === segmentId);
  if (named) return named.speaker === 'agent' ? named.order - 0.5 : named.order + 0.5;
  const segments = known.filter((segment) => segment.order < seq);
  const lastOfCaller = segments.findLastIndex((segment) => segment.speaker === 'caller');
  const answer = segments[lastOfCaller + 1];
  return lastOfCaller >= 0 && answer ? answer.order - 0.5 : seq;
}
