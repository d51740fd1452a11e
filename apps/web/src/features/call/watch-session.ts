import { type CallDesk, type CallLine, hangUp } from './call-desk.ts';
import { sayFailure } from './say-failure.ts';

/** Follows the session's transcript socket until the session is over. */
export function watchSession(desk: CallDesk, line: CallLine): void {
  if (!line.sessionId || desk.line !== line) return;
  line.watch = desk.ports.client.watchTranscript({
    sessionId: line.sessionId,
    onState: (state) => {
      if (desk.line === line) desk.dispatch({ type: 'socket', state });
    },
    onMessage: (message) => {
      if (desk.line !== line) return;
      const { outcome: before } = desk.getState();
      desk.dispatch({ type: 'viewer_message', message });
      const { outcome } = desk.getState();
      if (before || !outcome) return;
      void hangUp(desk);
      sayFailure(desk, outcome);
    },
  });
}
