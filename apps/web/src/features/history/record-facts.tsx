import { isFinalSessionState, type Session } from '@parley/contracts';
import { formatDuration } from '../../lib/format-duration.ts';
import { formatWhen } from '../../lib/format-when.ts';
import { useNow } from '../../lib/use-now.ts';
import { sessionLength, sessionWords } from './session-words.ts';

/** When, where, with whom, how long, and how it ended. */
export function RecordFacts({ session }: { session: Session }) {
  const now = useNow(!isFinalSessionState(session.state));
  const length = sessionLength(session, now);
  const facts: [string, string][] = [
    ['State', sessionWords(session)],
    ['Agent', session.agent_name],
    ['Length', length === null ? 'never began' : formatDuration(length)],
    ['Began', formatWhen(session.created_at)],
    ['Came by', session.channel === 'phone' ? 'telephone' : 'browser'],
    ['Record', session.session_id],
  ];
  return (
    <dl className="grid gap-x-8 gap-y-2">
      {facts.map(([name, value]) => (
        <div key={name} className="grid grid-cols-[5rem_1fr] gap-2">
          <dt className="text-sm text-muted">{name}</dt>
          <dd
            className={`[overflow-wrap:anywhere] ${name === 'Record' ? 'font-mono text-xs leading-6' : ''}`}
          >
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
