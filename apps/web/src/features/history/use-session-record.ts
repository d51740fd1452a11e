import type { WatchState } from '@parley/api-client';
import { isFinalSessionState, type Session, type Transcript, type ViewerMessage } from '@parley/contracts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useReducer } from 'react';
import { useClient } from '../../lib/use-client.ts';
import { applyStoredTranscript } from '../transcript/apply-stored-transcript.ts';
import { applyViewerMessage } from '../transcript/apply-viewer-message.ts';
import { emptyTranscript, type TranscriptView } from '../transcript/transcript-view.ts';

interface RecordState {
  view: TranscriptView;
  socket: WatchState['state'];
}

type RecordEvent =
  | { type: 'opened' }
  | { type: 'stored'; transcript: Transcript }
  | { type: 'message'; message: ViewerMessage }
  | { type: 'socket'; state: WatchState['state'] };

const unopened: RecordState = { view: emptyTranscript, socket: 'connecting' };

function reduceRecord(state: RecordState, event: RecordEvent): RecordState {
  switch (event.type) {
    case 'opened':
      return unopened;
    case 'stored':
      return { ...state, view: applyStoredTranscript(state.view, event.transcript) };
    case 'message':
      return { ...state, view: applyViewerMessage(state.view, event.message) };
    case 'socket':
      return { ...state, socket: event.state };
  }
}

/**
 * A session's record: the stored transcript at once, then the socket's replay with timings and tools,
 * which goes on by itself while the session is live.
 */
export function useSessionRecord(sessionId: string) {
  const client = useClient();
  const [state, dispatch] = useReducer(reduceRecord, unopened);
  const session = useQuery<Session>({
    queryKey: ['session', sessionId],
    queryFn: () => client.getSession(sessionId),
  });
  const stored = useQuery({
    queryKey: ['transcript', sessionId],
    queryFn: () => client.getTranscript(sessionId),
  });

  useEffect(() => {
    dispatch({ type: 'opened' });
    const watch = client.watchTranscript({
      sessionId,
      onMessage: (message) => dispatch({ type: 'message', message }),
      onState: ({ state: socket }) => dispatch({ type: 'socket', state: socket }),
    });
    return () => watch.close();
  }, [client, sessionId]);
  useEffect(() => {
    if (stored.data) dispatch({ type: 'stored', transcript: stored.data });
  }, [stored.data]);

  const liveState = state.view.session?.state;
  const { refetch } = session;
  useEffect(() => {
    if (liveState !== undefined) void refetch();
  }, [liveState, refetch]);

  const known =
    state.view.session ?? (session.data && { state: session.data.state, reason: session.data.end_reason });
  return {
    session,
    stored,
    view: state.view,
    socketLost: state.socket === 'reconnecting' && known !== undefined && !isFinalSessionState(known.state),
    known,
  };
}
