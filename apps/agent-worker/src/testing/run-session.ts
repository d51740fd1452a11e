import { voice } from '@livekit/agents';
import { observeSession } from '../reporting/observe-session.ts';
import { recordReports } from './recorded-report.ts';

/** A session without audio, its model scripted, observed as in a call. */
export function observedSession(input: {
  replies: ConstructorParameters<typeof voice.testing.FakeLLM>[0];
  recorded?: ReturnType<typeof recordReports>;
  options?: voice.AgentSessionOptions;
}) {
  const recorded = input.recorded ?? recordReports();
  const session = new voice.AgentSession({
    llm: new voice.testing.FakeLLM(input.replies),
    vad: null,
    turnHandling: { turnDetection: null },
    ...input.options,
  });
  const observer = observeSession({ session, report: recorded.report, prefix: 'job', language: () => 'en' });
  return { session, recorded, observer };
}
