import type { ReactNode } from 'react';
import { FaultLine } from './fault-line.tsx';
import { SegmentLine } from './segment-line.tsx';
import { TimingLine } from './timing-line.tsx';
import { ToolLine } from './tool-line.tsx';
import type { TranscriptView } from './transcript-view.ts';

/**
 * Both sides as two lanes with the time between them: the caller left, the agent right,
 * and on the line in the middle the silence before each answer.
 */
export function TranscriptList(props: {
  view: Pick<TranscriptView, 'items' | 'beganAt'>;
  live: boolean;
  empty: ReactNode;
}) {
  const { live, view } = props;
  const { items } = view;
  const firstSaid = items.find((item) => item.kind === 'segment');
  const startedAt = view.beganAt ?? (firstSaid ? Date.parse(firstSaid.startedAt) : null);
  if (items.length === 0) return <div data-testid="transcript">{props.empty}</div>;
  return (
    <ol aria-label="Transcript" data-testid="transcript" className="lanes relative grid gap-y-4 py-2">
      {items.map((item) => (
        <li key={`${item.kind}-${item.id}`} className="lane-row">
          {item.kind === 'segment' && <SegmentLine segment={item} startedAt={startedAt} live={live} />}
          {item.kind === 'timing' && <TimingLine timing={item.timing} />}
          {item.kind === 'tool' && <ToolLine tool={item} />}
          {item.kind === 'fault' && <FaultLine fault={item} />}
        </li>
      ))}
    </ol>
  );
}
