import { Link } from '@tanstack/react-router';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { SessionRow } from '../features/history/session-row.tsx';
import { useSessionList } from '../features/history/use-session-list.ts';
import { requestProblem } from '../lib/request-problem.ts';
import { useTitle } from '../lib/use-title.ts';

export function HistoryPage() {
  useTitle('History');
  const list = useSessionList();
  const sessions = list.data?.pages.flatMap((page) => page.sessions) ?? [];
  return (
    <main className="mx-auto w-full max-w-6xl py-6">
      <h1 className="px-4 pb-4 text-2xl font-semibold sm:px-6">History</h1>
      {list.isError && (
        <div className="px-4 pb-4 sm:px-6">
          <Notice
            severity="error"
            kind="history"
            {...requestProblem(list.error, 'The sessions cannot be listed')}
          >
            <Button onClick={() => void list.refetch()}>Try again</Button>
          </Notice>
        </div>
      )}
      {list.isPending && (
        <p role="status" className="px-4 text-muted sm:px-6">
          Loading the sessions
        </p>
      )}
      {list.isSuccess && sessions.length === 0 && (
        <p className="px-4 sm:px-6">
          No call was made yet.{' '}
          <Link to="/talk" className="underline underline-offset-4">
            Start the first one
          </Link>
          .
        </p>
      )}
      {sessions.length > 0 && (
        <ul aria-label="Sessions" className="divide-y divide-line border-y border-line">
          {sessions.map((session) => (
            <SessionRow key={session.session_id} session={session} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <div className="px-4 py-4 sm:px-6">
          <Button
            disabled={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
            data-testid="history-more"
          >
            {list.isFetchingNextPage ? 'Loading' : 'Show older sessions'}
          </Button>
        </div>
      )}
    </main>
  );
}
