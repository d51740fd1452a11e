import type { TurnReference } from '@parley/contracts';
import { turnAnchor } from '../transcript/turn-anchor.ts';

/** Leads from a claim to the words that it rests on. */
export function TurnLinks({ turns, times }: { turns: TurnReference[]; times: Map<string, string> }) {
  return (
    <span className="whitespace-normal text-xs text-muted tabular-nums">
      {turns.map(({ segment_id: id }) => (
        <a
          key={id}
          href={`#${encodeURIComponent(turnAnchor(id))}`}
          aria-label={`said at ${times.get(id) ?? 'another time'}`}
          data-testid="analysis-turn"
          className="ml-1.5 rounded-sm underline decoration-line underline-offset-4 hover:decoration-current"
        >
          {times.get(id) ?? '–'}
        </a>
      ))}
    </span>
  );
}
