import { isFinalSessionState } from '@parley/contracts';
import { Link, useParams } from '@tanstack/react-router';
import { Announcer } from '../components/announcer.tsx';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { AnalysisCard } from '../features/analysis/analysis-card.tsx';
import { problemWords } from '../features/call/problem-words.ts';
import { RecordFacts } from '../features/history/record-facts.tsx';
import { RecordingPlayer } from '../features/history/recording-player.tsx';
import { useSessionRecord } from '../features/history/use-session-record.ts';
import { lastFinalWords } from '../features/transcript/last-final-words.ts';
import { TicketCard } from '../features/transcript/ticket-card.tsx';
import { TranscriptList } from '../features/transcript/transcript-list.tsx';
import { requestProblem } from '../lib/request-problem.ts';
import { useTitle } from '../lib/use-title.ts';

export function SessionPage() {
  const { sessionId } = useParams({ from: '/signed-in/history/$sessionId' });
  const { session, stored, view, socketLost, known } = useSessionRecord(sessionId);
  useTitle(session.data ? `Call in ${session.data.room}` : 'Call');
  const live = known !== undefined && !isFinalSessionState(known.state);
  const failure = session.error ?? stored.error;

  return (
    <main className="mx-auto grid w-full max-w-6xl content-start gap-6 px-4 py-6 sm:px-6 lg:grid-cols-[20rem_minmax(0,1fr)]">
      <div className="grid content-start gap-5">
        <div>
          <Link to="/history" className="rounded-sm text-sm underline underline-offset-4">
            All calls
          </Link>
          <h1 className="mt-2 text-2xl font-semibold [overflow-wrap:anywhere]">
            {session.data ? `Call in ${session.data.room}` : 'Call'}
          </h1>
        </div>
        {session.data && <RecordFacts session={session.data} />}
        {view.recording === 'stored' && <RecordingPlayer sessionId={sessionId} />}
        {view.ticket && <TicketCard ticket={view.ticket} />}
      </div>
      <section aria-label="Conversation" className="@container grid min-w-0 content-start gap-3">
        {failure && (
          <Notice severity="error" kind="record" {...requestProblem(failure, 'This call cannot be shown')}>
            <Button onClick={() => void Promise.all([session.refetch(), stored.refetch()])}>Try again</Button>
          </Notice>
        )}
        {socketLost && (
          <Notice kind="socket_reconnecting" {...problemWords({ kind: 'socket_reconnecting' })} />
        )}
        {known !== undefined && !live && !failure && <AnalysisCard sessionId={sessionId} view={view} />}
        {live && <Announcer label="What was said last" words={lastFinalWords(view)} />}
        {view.items.length > 0 && (
          <div className="hidden grid-cols-[1fr_1fr] gap-x-20 font-semibold @2xl:grid">
            <p className="text-right text-caller">Caller</p>
            <p className="text-agent">{session.data?.agent_name ?? 'Agent'}</p>
          </div>
        )}
        {!failure && (
          <TranscriptList
            view={view}
            live={live}
            empty={
              <p className="text-muted" role="status">
                {stored.isPending
                  ? 'Loading the transcript'
                  : live
                    ? 'Nothing was said yet.'
                    : 'Nothing was said.'}
              </p>
            }
          />
        )}
      </section>
    </main>
  );
}
