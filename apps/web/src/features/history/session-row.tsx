import { isFinalSessionState, type Session } from '@parley/contracts';
import { Link } from '@tanstack/react-router';
import { formatDuration } from '../../lib/format-duration.ts';
import { formatWhen } from '../../lib/format-when.ts';
import { useNow } from '../../lib/use-now.ts';
import { sessionLength, sessionWords } from './session-words.ts';

/** One session in the list; all of it leads to its record. */
export function SessionRow({ session }: { session: Session }) {
  const live = !isFinalSessionState(session.state);
  const now = useNow(live);
  const length = sessionLength(session, now);
  return (
    <li data-testid="history-row" data-session-id={session.session_id} data-state={session.state}>
      <Link
        to="/history/$sessionId"
        params={{ sessionId: session.session_id }}
        className="session-row px-4 py-3 hover:bg-surface focus-visible:-outline-offset-2 sm:px-6"
      >
        <span className="font-medium">{formatWhen(session.created_at)}</span>
        <span className="justify-self-end tabular-nums lg:order-3 lg:justify-self-start">
          {length === null ? <span className="text-muted">–</span> : formatDuration(length)}
        </span>
        <span className="[overflow-wrap:anywhere]">
          {session.room} <span className="text-muted">with {session.agent_name}</span>
        </span>
        <span className="justify-self-end text-sm lg:order-5">
          {session.ticket_id && (
            <span className="rounded-sm border border-dashed border-edge px-1.5 py-0.5">Ticket</span>
          )}
        </span>
        <span className={`col-span-2 lg:order-4 lg:col-span-1 ${tone(session)}`}>
          {sessionWords(session)}
        </span>
      </Link>
    </li>
  );
}

function tone({ state }: Session): string {
  if (state === 'failed') return 'text-danger';
  return state === 'ended' ? 'text-muted' : 'font-medium text-agent';
}
