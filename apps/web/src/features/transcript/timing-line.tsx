import { useId } from 'react';
import { useHoverCard } from '../../components/use-hover-card.ts';
import { formatPause } from '../../lib/format-duration.ts';
import type { TurnTiming } from './transcript-view.ts';
import { type TurnPart, turnParts, turnRemark, turnTotal } from './turn-parts.ts';

const colours: Record<TurnPart['key'], string> = {
  endpointing: 'bg-caller',
  stt: 'bg-caller/60',
  retrieval: 'bg-muted',
  tools: 'bg-muted',
  llm: 'bg-agent/60',
  tts: 'bg-agent',
  playout: 'bg-edge',
  unexplained: 'bg-danger/60',
  rest: 'bg-edge',
};

/** The silence before an answer, over a strip of its parts; hovered or focused it opens into them. */
export function TimingLine({ timing }: { timing: TurnTiming }) {
  const id = useId();
  const { anchor, card, area } = useHoverCard();
  const total = turnTotal(timing);
  if (total === null) return null;
  const parts = turnParts(timing);
  const remark = turnRemark(timing);
  return (
    <div className="lane-gap relative" {...area}>
      <button
        ref={anchor}
        type="button"
        data-testid="turn-latency"
        aria-label={`Answered after ${formatPause(total)}`}
        aria-describedby={id}
        className="grid justify-items-center gap-1 rounded-lg border border-line bg-surface px-2 py-0.5 text-xs text-muted tabular-nums hover:border-edge hover:text-ink"
      >
        {formatPause(total)}
        {timing.waterfall && <Strip parts={parts} odd={timing.waterfall.problems.length > 0} />}
      </button>
      <div
        ref={card}
        id={id}
        popover="manual"
        role="tooltip"
        className="inset-auto m-0 w-64 rounded-md border border-edge bg-surface p-3 text-ink shadow-lg"
      >
        <Parts parts={parts} total={total} />
        {remark && <p className="mt-2 border-t border-line pt-2 text-xs text-muted">{remark}</p>}
      </div>
    </div>
  );
}

/** All parts in one line, as wide as their share; outlined where measures do not fit together. */
function Strip({ parts, odd }: { parts: TurnPart[]; odd: boolean }) {
  return (
    <span
      aria-hidden="true"
      data-testid="turn-waterfall"
      className={`mb-0.5 flex h-1 w-16 overflow-hidden rounded-full bg-sunken ${odd ? 'outline-1 outline-danger outline-offset-1' : ''}`}
    >
      {parts.map((part) => (
        <span key={part.key} className={`block h-full ${colours[part.key]}`} style={{ flexGrow: part.ms }} />
      ))}
    </span>
  );
}

function Parts({ parts, total }: { parts: TurnPart[]; total: number }) {
  const scale = Math.max(
    total,
    parts.reduce((sum, part) => sum + part.ms, 0),
  );
  let start = 0;
  return (
    <dl className="grid gap-2 text-xs">
      {parts.length === 0 && <dt>The parts of this pause are not known.</dt>}
      {parts.map((part) => {
        const left = (100 * start) / scale;
        start += part.ms;
        return (
          <div key={part.key} className="grid grid-cols-[1fr_auto] gap-x-2">
            <dt>{part.label}</dt>
            <dd className="tabular-nums">{formatPause(part.ms)}</dd>
            <span aria-hidden="true" className="col-span-2 mt-1 block h-1.5 rounded-full bg-sunken">
              <span
                className={`block h-full min-w-0.5 rounded-full ${colours[part.key]}`}
                style={{ marginLeft: `${left}%`, width: `${(100 * part.ms) / scale}%` }}
              />
            </span>
          </div>
        );
      })}
    </dl>
  );
}
