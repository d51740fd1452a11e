import { setTimeout as delay } from 'node:timers/promises';
import type { voice } from '@livekit/agents';
import type { SessionBrief } from '@parley/contracts';
import type { CallRecording } from '../recording/call-recording.ts';
import type { CallEnding } from '../session/call-ending.ts';
import type { CallLanguage } from '../session/call-language.ts';
import type { FillIn } from '../session/call-variables.ts';
import type { Floor } from '../session/floor.ts';
import { sayIfOpen } from '../session/say-if-open.ts';
import { greetingWords } from './greeting-words.ts';
import type { OpeningEar } from './opening-ear.ts';

/** Milliseconds. */
const waits = {
  /** The turn of "Hello?" comes to its end only now, and must not cut the greeting off that answers it. */
  settled: 2_000,
  /** What was taken for a person may still turn out to be a machine. */
  doubt: 20_000,
  /** Who has been told name and reason may let the person's telephone ring first. */
  screened: 40_000,
};
const mostScreenings = 2;

export interface CallOutOpening {
  session: Pick<voice.AgentSession, 'say' | 'interrupt'>;
  brief: Pick<SessionBrief, 'config' | 'agent_name' | 'tenant_name'>;
  ending: CallEnding;
  language: Pick<CallLanguage, 'phrases'>;
  fillIn: FillIn;
  floor: Pick<Floor, 'take' | 'give'>;
  ear: Pick<OpeningEar, 'verdict' | 'machine' | 'recording'>;
  recording?: Pick<CallRecording, 'open' | 'abandon'> | undefined;
}

/**
 * Begins a call out by who has answered: a person is greeted at once; who screens calls is told name and reason; a
 * menu is left to the model; a machine that takes messages gets what the agent's configuration says.
 */
export async function openCallOut(call: CallOutOpening): Promise<void> {
  const { ear, ending, floor } = call;
  floor.take('opening');
  try {
    for (let screenings = 0; !ending.ended; screenings++) {
      const verdict = await ear.verdict(screenings > 0 ? waits.screened : undefined);
      if (verdict === undefined || verdict === 'menu') return;
      if (verdict === 'voicemail') return await meetVoicemail(call);
      if (verdict !== 'screening' || screenings >= mostScreenings) return await greet(call);
      await tellWhoCalls(call);
    }
  } finally {
    floor.give('opening');
  }
}

async function greet(call: CallOutOpening): Promise<void> {
  const { session, floor, ear, ending } = call;
  const speech = sayIfOpen(session, greetingWords(call), { allowInterruptions: false });
  if (!speech) return;
  const machine = ear.machine().then(() => true);
  const after = (ms: number): Promise<false> => delay(ms, false as const, { ref: false });
  const over = ending.over.then(() => false);
  if (!(await Promise.race([machine, after(waits.settled), over]))) {
    if (!speech.done()) speech.allowInterruptions = true;
    floor.give('opening');
    // Only now, for who calls comes before what is asked; a machine is not recorded.
    void call.recording?.open();
    if (!(await Promise.race([machine, after(waits.doubt), over]))) return;
  }
  call.recording?.abandon();
  floor.take('opening');
  session.interrupt({ force: true });
  await meetVoicemail(call);
}

async function tellWhoCalls({ session, brief, language, fillIn }: CallOutOpening): Promise<void> {
  const words = language.phrases.screened({
    agent: brief.agent_name,
    business: brief.tenant_name,
    reason: fillIn(brief.config.calls_out.reason),
  });
  await sayIfOpen(session, words, { allowInterruptions: false })?.waitForPlayout();
}

async function meetVoicemail({ session, brief, ending, fillIn, ear }: CallOutOpening): Promise<void> {
  const { voicemail } = brief.config.calls_out;
  try {
    if (voicemail.do === 'leave_message') {
      await Promise.race([ear.recording(), ending.over]);
      if (!ending.ended) {
        await sayIfOpen(session, fillIn(voicemail.message), { allowInterruptions: false })?.waitForPlayout();
      }
    }
  } finally {
    ending.end({ by: 'agent', reason: 'voicemail' });
  }
}
