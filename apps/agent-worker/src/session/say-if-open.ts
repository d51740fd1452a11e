import type { voice } from '@livekit/agents';

type Speaker = Pick<voice.AgentSession, 'say'>;

/**
 * For what is said from timers and events, which may come before a session runs or while it closes: then nobody is
 * there to hear it.
 * @returns undefined when it could not be said.
 */
export function sayIfOpen(
  session: Speaker,
  ...what: Parameters<Speaker['say']>
): ReturnType<Speaker['say']> | undefined {
  try {
    return session.say(...what);
  } catch {
    return undefined;
  }
}
