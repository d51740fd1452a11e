import { Link } from '@tanstack/react-router';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { type Outcome, outcomeWords } from './outcome-words.ts';

/** How the call ended and what to do now. */
export function OutcomeNotice(props: {
  outcome: Outcome;
  sessionId: string | null;
  onStartAgain: () => void;
}) {
  const { outcome, sessionId } = props;
  const { title, advice } = outcomeWords(outcome);
  return (
    <Notice
      severity={outcome.state === 'failed' ? 'error' : 'info'}
      kind={outcome.reason ?? outcome.state}
      title={title}
      advice={outcome.message ?? advice}
    >
      <Button onClick={props.onStartAgain}>Start again</Button>
      {sessionId && (
        <Link
          to="/history/$sessionId"
          params={{ sessionId }}
          className="inline-flex min-h-11 items-center rounded-sm px-2 font-medium underline underline-offset-4"
        >
          Open the record of this call
        </Link>
      )}
    </Notice>
  );
}
