import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import type { Problem } from './problem.ts';
import { type ProblemAction, problemWords } from './problem-words.ts';

const labels: Record<ProblemAction, string> = {
  sign_in: 'Sign in again',
  other_room: 'Use another room',
  start: 'Try again',
  open_microphone: 'Use microphone',
  enable_sound: 'Enable sound',
  dismiss: 'Dismiss',
};

/** Every problem there is, in words, with the buttons that may mend it. */
export function ProblemNotices(props: {
  problems: Problem[];
  otherRoom: string;
  onAction: (action: ProblemAction, problem: Problem) => void;
}) {
  return props.problems.map((problem) => {
    const { severity, title, advice, actions } = problemWords(problem);
    return (
      <Notice
        key={problem.kind}
        severity={severity}
        kind={problem.kind}
        title={title}
        advice={advice}
        detail={problem.detail}
      >
        {actions.map((action) => (
          <Button
            key={action}
            look={action === 'dismiss' ? 'bare' : 'quiet'}
            onClick={() => props.onAction(action, problem)}
          >
            {action === 'other_room' ? `Start in “${props.otherRoom}”` : labels[action]}
          </Button>
        ))}
      </Notice>
    );
  });
}
