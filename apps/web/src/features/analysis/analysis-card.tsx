import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { requestProblem } from '../../lib/request-problem.ts';
import type { TranscriptView } from '../transcript/transcript-view.ts';
import { AnalysisResult } from './analysis-result.tsx';
import { stateWords } from './analysis-words.ts';
import { turnTimes } from './turn-times.ts';
import { useSessionAnalysis } from './use-session-analysis.ts';

/** The analysis of a call that is over, or how it stands with it; it can be asked for again. */
export function AnalysisCard({ sessionId, view }: { sessionId: string; view: TranscriptView }) {
  const { analysis, again } = useSessionAnalysis(sessionId);
  const { newest = null, shown = null } = analysis.data ?? {};
  const problem = analysis.error ?? again.error;
  if (analysis.isPending) return null;
  const underWay = newest?.state === 'pending' && newest.message === null;
  return (
    <section
      aria-label="Analysis"
      data-testid="analysis"
      data-state={newest?.state ?? 'none'}
      className="rounded-md border border-line bg-surface"
    >
      <header className="flex flex-wrap items-baseline justify-between gap-x-3 border-b border-dashed border-edge px-4 py-2.5">
        <h2 className="font-semibold">Analysis</h2>
        {shown && (
          <span className="text-sm text-muted [overflow-wrap:anywhere]">
            by {shown.model}
            {shown.version > 1 && `, version ${shown.version}`}
          </span>
        )}
      </header>
      {newest && newest.state !== 'done' && (
        <p role="status" data-testid="analysis-state" className="px-4 pt-3 [overflow-wrap:anywhere]">
          {newest.state === 'failed' && <strong className="text-danger">Not analysed. </strong>}
          {stateWords(newest)}
        </p>
      )}
      {shown?.result && <AnalysisResult result={shown.result} times={turnTimes(view)} />}
      {shown && shown.turns_read !== shown.turns_total && (
        <p className="px-4 text-sm text-muted">
          Of {shown.turns_total} turns {shown.turns_read} were read; the middle of the call was left out.
        </p>
      )}
      {problem && (
        <div className="px-4 pt-3">
          <Notice
            severity="error"
            kind="analysis"
            {...requestProblem(problem, 'The analysis cannot be had')}
          />
        </div>
      )}
      {!underWay && (
        <div className="px-4 py-2">
          <Button look="bare" className="-ml-4" disabled={again.isPending} onClick={() => again.mutate()}>
            {newest ? (newest.state === 'pending' ? 'Try now' : 'Analyse again') : 'Analyse this call'}
          </Button>
        </div>
      )}
    </section>
  );
}
