import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { requestProblem } from '../../lib/request-problem.ts';
import { useClient } from '../../lib/use-client.ts';

/** Milliseconds: a long call has tens of megabytes. */
const timeoutMs = 120_000;

/** The call's audio, fetched when somebody wants to hear it: each time is in the audit log. */
export function RecordingPlayer({ sessionId }: { sessionId: string }) {
  const client = useClient();
  const recording = useQuery({
    queryKey: ['recording', sessionId],
    queryFn: () => client.api.getSessionRecording({ path: { id: sessionId } }, { timeoutMs }),
    enabled: false,
    retry: false,
    gcTime: 0,
  });
  const source = useObjectUrl(recording.data);
  return (
    <section aria-label="Recording" data-testid="recording" className="grid gap-2">
      {source ? (
        // biome-ignore lint/a11y/useMediaCaption: what is said stands in the transcript beside it
        <audio controls src={source} className="w-full" />
      ) : (
        <Button disabled={recording.isFetching} onClick={() => void recording.refetch()}>
          {recording.isFetching ? 'Fetching the recording' : 'Listen to the recording'}
        </Button>
      )}
      {recording.error && (
        <Notice
          severity="error"
          kind="recording"
          {...requestProblem(recording.error, 'The recording cannot be played')}
        />
      )}
    </section>
  );
}

function useObjectUrl(blob: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!blob) return;
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url;
}
