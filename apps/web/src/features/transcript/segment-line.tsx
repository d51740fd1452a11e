import { formatDuration } from '../../lib/format-duration.ts';
import type { SegmentItem } from './transcript-view.ts';
import { turnAnchor } from './turn-anchor.ts';

/** What one side said. Text that may still change is lighter and ends in a moving dot. */
export function SegmentLine(props: { segment: SegmentItem; startedAt: number | null; live: boolean }) {
  const { segment, startedAt, live } = props;
  const { speaker, text, final, interrupted, typed, id } = segment;
  const lane =
    speaker === 'caller'
      ? 'lane-caller border-caller bg-caller-soft'
      : 'lane-agent border-agent bg-agent-soft';
  return (
    <>
      <span className="lane-time text-xs text-muted tabular-nums" aria-hidden="true">
        {startedAt === null || typed ? '' : formatDuration(Date.parse(segment.startedAt) - startedAt)}
      </span>
      <div
        id={turnAnchor(id)}
        className={`lane-words ${lane}`}
        data-testid="segment"
        data-speaker={speaker}
        data-final={final}
        data-segment-id={id}
      >
        <span
          className={`lane-name text-xs font-semibold ${speaker === 'caller' ? 'text-caller' : 'text-agent'}`}
        >
          {speaker === 'caller' ? 'Caller' : 'Agent'}
        </span>
        <p
          className={`text-[1.0625rem] leading-relaxed [overflow-wrap:anywhere] ${final ? '' : 'text-muted'}`}
        >
          {text}
          {interrupted && <span title="Cut off here"> —</span>}
          {!final && live && <span aria-hidden="true" className="lane-wait" />}
        </p>
        {(interrupted || typed) && (
          <p className="text-xs text-muted">{interrupted ? 'interrupted' : 'typed'}</p>
        )}
      </div>
    </>
  );
}
