import type { TurnReference } from '@parley/contracts';
import { TurnLinks } from './turn-links.tsx';

export interface Claim {
  text: string;
  turns: TurnReference[];
  /** What kind of claim it is, in a word or two. */
  mark?: string;
}

/** Claims of one kind under their heading; nothing where there are none. */
export function ClaimList(props: { title: string; claims: Claim[]; times: Map<string, string> }) {
  if (props.claims.length === 0) return null;
  return (
    <section className="min-w-0">
      <h3 className="text-sm text-muted">{props.title}</h3>
      <ul className="mt-1 grid gap-1.5">
        {props.claims.map(({ text, turns, mark }) => (
          <li key={`${mark} ${text}`} className="[overflow-wrap:anywhere]">
            {mark && <strong className="mr-1.5 font-semibold">{mark}</strong>}
            {text}
            <TurnLinks turns={turns} times={props.times} />
          </li>
        ))}
      </ul>
    </section>
  );
}
