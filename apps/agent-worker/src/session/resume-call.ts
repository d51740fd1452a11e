import type { voice } from '@livekit/agents';
import type { Past, SessionBrief, SoFar } from '@parley/contracts';
import type { CallRecording } from '../recording/call-recording.ts';
import type { CallEnding } from './call-ending.ts';
import type { CallLanguage } from './call-language.ts';
import type { Floor } from './floor.ts';
import { isFarewell } from './open-call.ts';
import type { Phrases } from './phrases.ts';
import { sayIfOpen } from './say-if-open.ts';

type Resumed = SessionBrief & { so_far: SoFar };

/** Whether the conversation has begun before this job came. */
export const goesOn = (brief: SessionBrief, language: Pick<CallLanguage, 'phrases'>): brief is Resumed =>
  brief.so_far?.agent_spoke === true && !isFarewell(brief, language);

interface ResumeCall {
  session: Pick<voice.AgentSession, 'say' | 'generateReply'>;
  soFar: SoFar;
  language: Pick<CallLanguage, 'phrases'>;
  ending: CallEnding;
  floor: Pick<Floor, 'free'>;
  recording?: Pick<CallRecording, 'reopen'> | undefined;
}

/**
 * Goes on with a call whose process was lost, without a greeting: what the caller said last is answered, what was
 * said while nobody listened is asked for.
 */
export async function resumeCall(call: ResumeCall): Promise<void> {
  const { session, soFar, language, floor, recording } = call;
  if (wasLeaving(soFar)) return leave(call);
  await recording?.reopen(soFar.recording);
  // Who is on their way to a person is spoken to when it is known what has come of it.
  if (!floor.free) return;
  const words = wordsToResume(soFar, language.phrases);
  if (words !== undefined) return void sayIfOpen(session, words);
  try {
    session.generateReply();
  } catch {
    // The session closes already: nobody is there to hear it.
  }
}

/** The caller has said nothing since the agent was about to hang up. */
function wasLeaving({ past }: Pick<SoFar, 'past'>): boolean {
  const isTurn = (one: Past) => one.type === 'said' && one.speaker === 'caller';
  const isEnd = (one: Past) => one.type === 'tool' && one.name === 'end_call' && one.status !== 'failed';
  return past.findLastIndex(isEnd) > past.findLastIndex(isTurn);
}

async function leave({ session, soFar, language, ending }: ResumeCall): Promise<void> {
  const last = soFar.past.at(-1);
  try {
    // Said already, or cut off.
    if (last?.type === 'said') return;
    const { goodbye } = language.phrases;
    await sayIfOpen(session, goodbye, { allowInterruptions: false })?.waitForPlayout();
  } finally {
    ending.end({ by: 'agent', reason: 'agent_hung_up' });
  }
}

/** @returns undefined where it is for the model to answer */
export function wordsToResume(
  { past, cut }: Pick<SoFar, 'past' | 'cut'>,
  phrases: Phrases,
): string | undefined {
  const last = past.at(-1);
  if (last && (last.type === 'tool' || last.speaker === 'caller')) return undefined;
  if (cut === 'caller') return phrases.sayAgain;
  if (!last) return phrases.backAtStart;
  return `${phrases.wasGone} ${lastQuestion(last.text) ?? phrases.goOn}`;
}

/** What the caller is to answer, in case it was not heard. */
const lastQuestion = (text: string): string | undefined => /(?:^|[.!?]\s+)([^.!?]+\?)\s*$/.exec(text)?.[1];
