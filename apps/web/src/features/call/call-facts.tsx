import { Link } from '@tanstack/react-router';
import { formatDuration } from '../../lib/format-duration.ts';
import { useNow } from '../../lib/use-now.ts';
import type { CallState } from './call-state.ts';

/** Where the call is and how long it lasts. */
export function CallFacts({ state, identity }: { state: CallState; identity: string }) {
  const now = useNow(state.phase === 'live');
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-1 lg:grid lg:grid-cols-[5rem_1fr] lg:gap-y-2">
      <dt className="sr-only text-sm text-muted lg:not-sr-only">Time</dt>
      <dd className="font-semibold tabular-nums" data-testid="call-time">
        {formatDuration(state.joinedAt === null ? 0 : now - state.joinedAt)}
      </dd>
      <dt className="sr-only text-sm text-muted lg:not-sr-only">Room</dt>
      <dd className="[overflow-wrap:anywhere]">{state.room}</dd>
      <dt className="sr-only text-sm text-muted lg:not-sr-only">You</dt>
      <dd className="[overflow-wrap:anywhere]">{identity}</dd>
      {state.sessionId && (
        <>
          <dt className="sr-only text-sm text-muted lg:not-sr-only">Record</dt>
          <dd data-testid="session-id" data-session-id={state.sessionId}>
            <Link
              to="/history/$sessionId"
              params={{ sessionId: state.sessionId }}
              className="rounded-sm underline underline-offset-4"
            >
              …{state.sessionId.slice(-8)}
            </Link>
          </dd>
        </>
      )}
    </dl>
  );
}
