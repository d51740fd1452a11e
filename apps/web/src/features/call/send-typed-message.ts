import type { CallDesk } from './call-desk.ts';

/** Sends a line to the agent instead of speaking it. It is shown at once, and taken back if it does not get through. */
export async function sendTypedMessage(desk: CallDesk, text: string): Promise<void> {
  const { room } = desk.line;
  const id = `typed-${crypto.randomUUID()}`;
  desk.dispatch({ type: 'typed', id, text, at: new Date().toISOString() });
  try {
    if (!room) throw new Error('not in a room');
    await room.sendText(text);
  } catch {
    desk.dispatch({ type: 'typing_failed', id, text });
  }
}
