import { useId } from 'react';
import { useHoverCard } from '../../components/use-hover-card.ts';
import { formatPause } from '../../lib/format-duration.ts';
import type { TurnTiming } from './transcript-view.ts';
import { type TurnPart, turnParts, turnTotal } from './turn-parts.ts';

const colours: Record<TurnPart['key'], string> = {
  endpointing: 'bg-caller',
  stt: 'bg-caller/60',
  llm: 'bg-agent/60',
  tts: 'bg-agent',
  rest: 'bg-edge',
};

/** The silence before an answer; hovered or focused it opens into its parts. */
export function TimingLine({ timing }: { timing: TurnTiming }) {
  const id = useId();
  const { anchor, card, area } = useHoverCard();
  const total = turnTotal(timing);
  if (total === null) return null;
  return (
    <div className="lane-gap relative" {...area}>
      <button
        ref={anchor}
        type="button"
        data-testid="turn-latency"
        aria-label={`Answered after ${formatPause(total)}`}
        aria-describedby={id}
        className="rounded-full border border-line bg-surface px-2 py-0.5 text-xs text-muted tabular-nums hover:border-edge hover:text-ink"
      >
        {formatPause(total)}
      </button>
      <div
        ref={card}
        id={id}
        popover="manual"
        role="tooltip"
        className="inset-auto m-0 w-64 rounded-md border border-edge bg-surface p-3 text-ink shadow-lg"
      >
        <Parts parts={turnParts(timing)} total={total} />
      </div>
    </div>
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
