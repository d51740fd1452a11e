import type { CallDesk } from './call-desk.ts';

/** Opens the microphone and gives it to the room. Without one the call goes on by typing. */
export async function publishMicrophone(desk: CallDesk, deviceId?: string): Promise<void> {
  const { line, ports } = desk;
  const track =
    deviceId === undefined ? await ports.microphone.open() : await ports.microphone.choose(deviceId);
  if (desk.line !== line) return;
  if (desk.getState().phase !== 'live') return ports.microphone.close();
  if (!track) {
    const { failure } = ports.microphone.getState();
    if (failure) desk.dispatch({ type: 'microphone_failed', failure });
    return;
  }
  try {
    await line.room?.publish(track);
    await line.room?.setMuted(desk.getState().muted);
    if (desk.line === line && desk.getState().phase === 'live')
      desk.dispatch({ type: 'microphone_published' });
  } catch {
    desk.dispatch({ type: 'microphone_failed', failure: 'unpublished' });
  }
}
