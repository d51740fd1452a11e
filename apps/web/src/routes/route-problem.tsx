import { Link } from '@tanstack/react-router';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';

/** A page that broke, in words, with ways out. */
export function RouteProblem({ error }: { error: unknown }) {
  return (
    <main className="mx-auto w-full max-w-2xl p-6">
      <Notice
        severity="error"
        kind="page"
        title="This page stopped working"
        advice="Load it again. If a call was running, it ends when you do."
        detail={error instanceof Error ? error.message : undefined}
      >
        <Button onClick={() => location.reload()}>Load again</Button>
      </Notice>
    </main>
  );
}

export function NotFound() {
  return (
    <main className="mx-auto grid w-full max-w-2xl gap-4 p-6">
      <h1 className="text-2xl font-semibold">There is no such page</h1>
      <p>
        Go to{' '}
        <Link to="/talk" className="underline underline-offset-4">
          the talk page
        </Link>{' '}
        or to{' '}
        <Link to="/history" className="underline underline-offset-4">
          the history
        </Link>
        .
      </p>
    </main>
  );
}
