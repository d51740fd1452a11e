import { Link } from '@tanstack/react-router';
import { Notice } from '../../components/notice.tsx';
import { type Outcome, outcomeWords } from './outcome-words.ts';

/** How the call ended and what to do now. */
export function OutcomeNotice({ outcome, sessionId }: { outcome: Outcome; sessionId: string | null }) {
  const { title, advice } = outcomeWords(outcome);
  return (
    <Notice
      severity={outcome.state === 'failed' ? 'error' : 'info'}
      kind={outcome.reason ?? outcome.state}
      title={title}
      advice={advice}
      detail={outcome.message}
    >
      {sessionId && (
        <Link
          to="/history/$sessionId"
          params={{ sessionId }}
          className="rounded-sm font-medium underline underline-offset-4"
        >
          Open the record of this call
        </Link>
      )}
    </Notice>
  );
}
