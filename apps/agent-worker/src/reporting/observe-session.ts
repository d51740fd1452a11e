import { voice } from '@livekit/agents';
import { vadTiming } from '@parley/voice';
import type { TurnMarks } from '../waterfall/turn-marks.ts';
import { AgentTranscript } from './agent-transcript.ts';
import { CallerTranscript } from './caller-transcript.ts';
import { describeError } from './describe-error.ts';
import type { Report } from './report.ts';
import { reportUnstartedTools } from './report-unstarted-tools.ts';
import { SpeechMarks } from './speech-marks.ts';
import { tapSpokenWords } from './tap-spoken-words.ts';
import { TurnTiming } from './turn-timing.ts';
import { UsageReport } from './usage-report.ts';

export interface SessionObserver {
  /** After the session has started: follows its audio. @returns false when agent's interims cannot be had. */
  followOutput(): boolean;
  /** Something is heard now that is no answer. @returns to be called when it is over, with whether it was heard whole */
  aside(text: string): (whole: boolean) => void;
  /** The caller has written something. */
  typed(text: string): void;
  /** The session is closed: nobody speaks any more. */
  finish(): void;
}

/** Reports what happens in a session. Call it before the session starts. */
export function observeSession(input: {
  session: voice.AgentSession;
  report: Report;
  /** The job's id, for segment ids. */
  prefix: string;
  /** What the agent speaks now. */
  language: () => string;
  /** Knows where the time of a turn went. */
  marks?: Pick<TurnMarks, 'of'>;
}): SessionObserver {
  const { session, report, prefix, language, marks: turnMarks } = input;
  const caller = new CallerTranscript({ report, prefix });
  const agent = new AgentTranscript({ report, prefix, language });
  const marks = new SpeechMarks(report);
  const timing = new TurnTiming(turnMarks && ((times) => turnMarks.of(times)));
  const usage = new UsageReport(report);
  const events = voice.AgentSessionEventTypes;
  /** What is heard is reported by the audio; a closing session has lost it, and commits replies nobody heard. */
  let hasAudio = false;

  session.on(events.AgentStateChanged, ({ newState, createdAt }) => {
    marks.set('agent', newState === 'speaking', createdAt);
    agent.audible(newState === 'speaking', createdAt);
    report({ type: 'agent_state', state: newState }, new Date(createdAt));
  });
  session.on(events.UserStateChanged, ({ oldState, newState, createdAt }) => {
    if (newState === 'speaking') {
      const at = createdAt - vadTiming.minSpeechMs;
      caller.speechStarted(at);
      marks.set('caller', true, at);
    } else if (oldState === 'speaking') {
      const at = createdAt - vadTiming.minSilenceMs;
      caller.speechStopped(at);
      marks.set('caller', false, at);
    }
  });
  session.on(events.UserInputTranscribed, ({ transcript, isFinal, language: heardIn, createdAt }) => {
    caller.heard(transcript, { final: isFinal, at: createdAt, language: heardIn ?? undefined });
  });
  session.on(events.ConversationItemAdded, ({ item, createdAt }) => {
    if (item.type !== 'message') return;
    if (item.role === 'user') timing.callerTurn(item.metrics, createdAt);
    if (item.role !== 'assistant') return;
    const text = item.textContent ?? '';
    if (!hasAudio && text !== '') agent.written(text, { interrupted: item.interrupted, at: createdAt });
    const spoke = item.metrics.startedSpeakingAt;
    const startedAt = spoke === undefined ? createdAt : Math.round(spoke * 1_000);
    const event = timing.agentTurn(item.metrics, { segmentId: agent.idOf(startedAt), startedAt });
    if (event) report(event);
  });
  session.on(events.SessionUsageUpdated, (event) => usage.update(event.usage.modelUsage, event.createdAt));
  session.on(events.FunctionToolsExecuted, (event) => reportUnstartedTools(event, report));
  session.on(events.Error, ({ error }) => report({ type: 'error', ...describeError(error) }));

  return {
    followOutput: () => {
      const audio = session.output.audio;
      hasAudio = audio !== null;
      audio?.on(voice.AudioOutput.EVENT_PLAYBACK_STARTED, (event: voice.PlaybackStartedEvent) =>
        agent.playbackStarted(event.createdAt),
      );
      audio?.on(voice.AudioOutput.EVENT_PLAYBACK_FINISHED, (event: voice.PlaybackFinishedEvent) =>
        agent.playbackFinished({
          heard: event.synchronizedTranscript,
          interrupted: event.interrupted,
          at: Date.now(),
        }),
      );
      const paced = tapSpokenWords(session, (delta) => agent.words(delta, Date.now()));
      if (paced) agent.wordsArePaced();
      return paced;
    },
    aside: (text) => {
      const at = Date.now();
      marks.set('agent', true, at);
      agent.playbackStarted(at);
      return (whole) => {
        const now = Date.now();
        agent.playbackFinished({ heard: whole ? text : undefined, interrupted: !whole, at: now });
        marks.set('agent', false, now);
      };
    },
    typed: (text) => caller.typed(text, Date.now()),
    finish: () => {
      const now = Date.now();
      // A playout that the end of the call has cut off is never reported as finished.
      agent.playbackFinished({
        heard: undefined,
        interrupted: true,
        at: now,
      });
      marks.set('agent', false, now);
      marks.set('caller', false, now);
      usage.finish(session.usage.modelUsage, now);
      report({ type: 'agent_state', state: 'gone' });
    },
  };
}
