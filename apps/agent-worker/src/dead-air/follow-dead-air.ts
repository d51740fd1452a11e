import { voice } from '@livekit/agents';
import type { Logger } from '@parley/observability';
import type { Voice } from '@parley/voice';
import type { SessionObserver } from '../reporting/observe-session.ts';
import type { Report } from '../reporting/report.ts';
import { asksToWait } from '../session/asks-to-wait.ts';
import type { CallEnding } from '../session/call-ending.ts';
import type { CallLanguage } from '../session/call-language.ts';
import type { Floor } from '../session/floor.ts';
import { sayIfOpen } from '../session/say-if-open.ts';
import type { AgentLine } from './agent-line.ts';
import { DeadAirLadder, type DeadAirLimits } from './dead-air-ladder.ts';

/**
 * In between, at four seconds from its question, the model is asked again or the next one is (`RepeatingLlm`), and a
 * voice that does not begin is raced after three (`RepeatingTts`).
 */
const usualLimits: DeadAirLimits = {
  // Heard 0.4 s later, as voices begin with silence and sound takes its way: no silence is longer than three seconds.
  bridgeMs: 2_300,
  againMs: 4_200,
  apologyMs: 7_200,
  leastMs: 1_200,
  pauseMs: 600,
};

/** A bridge's last sound may be published a little after it is said to be over. */
const slackMs = 100;

export interface DeadAirParts {
  session: voice.AgentSession;
  /** Undefined of a session without audio: then only the apology is said, or rather written. */
  line: Pick<AgentLine, 'say' | 'cut' | 'busy'> | undefined;
  tts: Pick<Voice['tts'], 'spoken'>;
  /** Until when the agent is audible by what was published, in milliseconds since the epoch. */
  audibleUntil: () => number;
  observer: Pick<SessionObserver, 'aside'>;
  floor: Floor;
  ending: CallEnding;
  language: Pick<CallLanguage, 'phrases'>;
  /** Whether a name and a number can be left with the agent. */
  takesMessages: boolean;
  report: Report;
  log: Logger;
  limits?: DeadAirLimits;
}

/**
 * Watches from the caller's side whether an answer is heard, whatever the pipeline believes. Bridge and apology are
 * no answers: nothing is generated, and no tool is called by them. @returns stops it
 */
export function followDeadAir(parts: DeadAirParts): () => void {
  const { session, line, floor, ending, language, log, limits = usualLimits } = parts;
  const ladder = new DeadAirLadder({
    limits,
    bridge: () => {
      if (resumed()) return;
      const text = language.phrases.oneMoment;
      const spoken = parts.tts.spoken(text);
      log.warn({ spoken: spoken !== undefined }, 'the caller waits for an answer');
      if (!line || !spoken) return;
      // In the middle of an answer it is no turn of its own.
      const aside = session.agentState === 'speaking' ? () => {} : parts.observer.aside(text);
      const answeredUntil = heardUntil();
      void line.say(spoken, aside).then(() => {
        bridged = { answeredUntil, until: Date.now() };
        look();
      });
      look();
    },
    apologize: () => {
      if (resumed()) return;
      log.error('no answer has come: the agent apologises');
      const seconds = Math.round((limits.bridgeMs + limits.apologyMs) / 1_000);
      parts.report({
        type: 'error',
        source: 'agent',
        message: `No answer was heard within ${seconds} seconds, and the agent apologised. Look at what the providers report.`,
      });
      line?.cut();
      giveUp(session);
      const { cannotAnswer, callAgain } = language.phrases;
      sayIfOpen(session, parts.takesMessages ? cannotAnswer : callAgain);
    },
  });
  let patient = false;
  let begunAt = 0;
  let again: NodeJS.Timeout | undefined;
  let bridged = { answeredUntil: 0, until: 0 };
  /** Of its answer: the bridge is heard by the same ears. */
  const heardUntil = (): number => {
    if (!line) return Number.POSITIVE_INFINITY;
    const until = parts.audibleUntil();
    return Math.max(begunAt, until > bridged.until + slackMs ? until : bridged.answeredUntil);
  };
  /** The agent has begun an answer, and is heard. One that stops in the middle is silence as well. */
  const goesOn = (): boolean =>
    session.agentState === 'speaking' && !line?.busy && Date.now() < heardUntil() + limits.pauseMs;
  let stalled = false;
  const resumed = (): boolean => {
    if (!stalled || !goesOn()) return false;
    stalled = false;
    ladder.answered();
    return true;
  };
  const look = (): void => {
    const answering = session.agentState === 'speaking';
    clearTimeout(again);
    if (answering && !ending.ended) again = setTimeout(look, limits.pauseMs);
    if (!resumed() && answering && !goesOn() && !line?.busy) {
      stalled = true;
      ladder.more(heardUntil());
    }
    const spoken = session.userState === 'speaking' || goesOn() || line?.busy;
    ladder.silent = floor.free && !ending.ended && !spoken;
  };
  const { AgentStateChanged, UserStateChanged, ConversationItemAdded, FunctionToolsExecuted, Close } =
    voice.AgentSessionEventTypes;
  session.on(AgentStateChanged, ({ newState, oldState }) => {
    if (newState === 'speaking') {
      begunAt = Date.now();
      stalled = false;
      ladder.answered();
    }
    // It has said all that it had to say.
    if (newState === 'listening' && oldState === 'speaking') ladder.answered();
    // After its words it has called a tool; or it goes on by itself.
    if (newState === 'thinking' && !patient) ladder.more();
    look();
  });
  session.on(UserStateChanged, ({ newState }) => {
    if (newState === 'speaking') line?.cut();
    look();
  });
  session.on(ConversationItemAdded, ({ item }) => {
    if (item.type !== 'message' || item.role !== 'user') return;
    // Who asks to be waited for is owed nothing.
    patient = asksToWait(item.textContent ?? '');
    if (patient) return ladder.answered();
    stalled = false;
    const { stoppedSpeakingAt } = item.metrics;
    ladder.owed(stoppedSpeakingAt === undefined ? Date.now() : stoppedSpeakingAt * 1_000);
    look();
  });
  session.on(FunctionToolsExecuted, ({ functionCalls }) => {
    // The menu speaks next.
    if (functionCalls.some(({ name }) => name === 'send_digits')) ladder.answered();
  });
  floor.onChange(() => {
    if (!floor.free) {
      line?.cut();
      ladder.answered();
    }
    look();
  });
  const stop = (): void => {
    line?.cut();
    ladder.stop();
    clearTimeout(again);
  };
  session.on(Close, stop);
  void ending.over.then(stop);
  look();
  return stop;
}

/** What comes too late is not to be said after the apology. */
function giveUp(session: voice.AgentSession): void {
  try {
    session.interrupt();
  } catch {
    // What cannot be interrupted is heard, and is an answer.
  }
}
