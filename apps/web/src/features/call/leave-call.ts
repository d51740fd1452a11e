import { type CallDesk, hangUp } from './call-desk.ts';

/** Stop: tell the server, leave the room. The person is out even if the server cannot be told. */
export async function leaveCall(desk: CallDesk): Promise<void> {
  const { phase } = desk.getState();
  if (phase !== 'starting' && phase !== 'live') return;
  const { line } = desk;
  desk.dispatch({ type: 'stop_requested' });
  const told = line.sessionId ? desk.ports.client.stopSession(line.sessionId) : Promise.resolve();
  const [stopped] = await Promise.allSettled([told, hangUp(desk)]);
  if (desk.line !== line) return;
  if (stopped.status === 'rejected') desk.dispatch({ type: 'stop_failed' });
  desk.dispatch({ type: 'stopped' });
}
