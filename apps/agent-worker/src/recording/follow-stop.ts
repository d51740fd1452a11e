import { voice } from '@livekit/agents';
import type { CallRecording } from './call-recording.ts';
import { wantsNoRecording } from './wants-no-recording.ts';

/** Listens, whatever the model makes of it, for the caller's demand that the recording stop. */
export function followStop(
  session: voice.AgentSession,
  { recording, languages }: { recording: Pick<CallRecording, 'stop'>; languages: readonly string[] },
): void {
  session.on(voice.AgentSessionEventTypes.UserInputTranscribed, ({ transcript, isFinal }) => {
    if (isFinal && wantsNoRecording(transcript, languages)) void recording.stop();
  });
}
