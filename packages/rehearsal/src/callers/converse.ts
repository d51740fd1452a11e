import { asksForPatience } from './asks-for-patience.ts';
import { asksToRepeat } from './asks-to-repeat.ts';
import { chooseStep, matchesWords, openSteps } from './choose-step.ts';
import type { HeardTurn } from './create-ear.ts';
import type { Inbox } from './create-inbox.ts';
import { createPatience } from './create-patience.ts';
import type { Mouth, Utterance } from './mouth.ts';
import type { Scenario, Step } from './scenario.ts';

/** What happens in a call, as far as the caller notices. */
export type Happening =
  | { type: 'agent_started'; startMs: number }
  | { type: 'agent_turn'; turn: HeardTurn }
  /** There is more to go by: of the printed transcript, or recognised late. */
  | { type: 'more_words' }
  | { type: 'alarm'; alarm: Alarm }
  /** The room or the session is over. */
  | { type: 'over' }
  | { type: 'stopped' };

export type Alarm =
  | { type: 'speech'; step: Step }
  | { type: 'silence'; step: Step }
  | { type: 'pause'; step: Step }
  | { type: 'confused' }
  | { type: 'unanswered' }
  | { type: 'too_long' };

export interface ConversationInput {
  scenario: Scenario;
  inbox: Inbox<Happening>;
  mouth: Mouth;
  agentSpeaks: () => boolean;
  /** The agent's printed words since the given moment of the call. */
  printedSince: (ms: number) => string;
}

export interface Conversation {
  said: Utterance[];
  leftBy: 'caller' | 'agent' | 'stopped' | 'nobody';
  /** Why the conversation could not go on, in words. */
  failure?: string;
}

const maxAskingBack = 2;
/** Who is asked to say it again more often in a row gives up. */
const maxRepeating = 3;
/** Agent and caller may begin at the same moment; only what began this long before was talked into. */
const overlapMs = 300;

/**
 * Talks with the agent until one of them leaves: waits until the agent has finished, then takes the first step
 * of the scenario that fits its words. Whoever goes by the order of the questions is served in any order.
 */
export async function converse(input: ConversationInput): Promise<Conversation> {
  const { scenario, inbox, mouth, agentSpeaks } = input;
  const taken = new Map<Step, number>();
  const result: Conversation = { said: [], leftBy: 'agent' };
  const patience = createPatience(scenario, (alarm) => inbox.put({ type: 'alarm', alarm }));
  let unanswered: HeardTurn | undefined;
  let pausing = false;
  let askedBack = 0;
  let repeated = 0;

  const lastSaidAt = (): number => result.said.at(-1)?.startMs ?? 0;
  const wait = (): void =>
    patience.silence({ confused: unanswered !== undefined, steps: openSteps(scenario, taken, 'silence') });

  const say = async (text: string, options = {}): Promise<void> => {
    patience.rest();
    result.said.push(await mouth.say(text, options));
    unanswered = undefined;
    wait();
  };
  /** @returns whether the caller leaves with it. */
  const take = async (step: Step): Promise<boolean> => {
    taken.set(step, (taken.get(step) ?? 0) + 1);
    repeated = 0;
    unanswered = undefined;
    const cut = typeof step.hang_up === 'object' ? { cutAfterMs: step.hang_up.after_ms } : {};
    if (step.say !== undefined) await say(step.say, cut);
    if (step.press !== undefined) await mouth.press(step.press);
    wait();
    if (step.hang_up !== undefined) result.leftBy = 'caller';
    return step.hang_up !== undefined;
  };
  /** Says the last words again, if that is what the agent wants. */
  const repeat = async (texts: string[]): Promise<boolean> => {
    const last = result.said.at(-1);
    if (!last || repeated >= maxRepeating || !texts.some(asksToRepeat)) return false;
    repeated += 1;
    await say(last.text);
    return false;
  };
  const answer = async (): Promise<boolean> => {
    if (!unanswered || pausing || agentSpeaks()) return false;
    const texts = [unanswered.text ?? '', input.printedSince(lastSaidAt())].filter(Boolean);
    const step = texts.length > 0 ? chooseStep(scenario, taken, texts) : undefined;
    if (!step) return repeat(texts);
    const pauseMs = step.on === 'turn' ? (step.after_ms ?? 0) - scenario.turn_end_ms : 0;
    if (pauseMs <= 0) return take(step);
    pausing = true;
    patience.pause(step, pauseMs);
    return false;
  };
  const onAlarm = async (alarm: Alarm): Promise<boolean> => {
    if (alarm.type === 'speech') {
      const words = [input.printedSince(lastSaidAt())];
      if (!agentSpeaks() || !matchesWords(alarm.step.when, words)) return false;
      return take(alarm.step);
    }
    if (alarm.type === 'pause') {
      pausing = false;
      return unanswered && !agentSpeaks() ? take(alarm.step) : false;
    }
    if (alarm.type === 'too_long') result.failure = `the call was not over after ${scenario.call_s} seconds`;
    if (agentSpeaks() || result.failure) return result.failure !== undefined;
    if (alarm.type === 'silence') return take(alarm.step);
    if (alarm.type === 'confused' && askedBack++ < maxAskingBack) await say(scenario.ask_back);
    else if (alarm.type === 'confused')
      result.failure = `no step answers what the agent said: "${unanswered?.text ?? input.printedSince(lastSaidAt())}"`;
    else result.failure = `the agent said nothing for ${scenario.answer_s} seconds`;
    return result.failure !== undefined;
  };
  /** @returns whether the conversation is over. */
  const react = async (happening: Happening): Promise<boolean> => {
    switch (happening.type) {
      case 'agent_started':
        pausing = false;
        patience.speech(openSteps(scenario, taken, 'speech'));
        return false;
      case 'agent_turn':
        pausing = false;
        wait();
        // What the caller talked into is not a question to answer.
        if (happening.turn.startMs < lastSaidAt() - overlapMs) return false;
        if (asksForPatience(happening.turn.text ?? '')) return false;
        unanswered = happening.turn;
        wait();
        return answer();
      case 'more_words':
        return answer();
      case 'alarm':
        return onAlarm(happening.alarm);
      case 'stopped':
        result.leftBy = 'stopped';
        return true;
      case 'over':
        return true;
    }
  };

  wait();
  while (!(await react(await inbox.next())));
  patience.end();
  if (result.failure) result.leftBy = 'caller';
  return result;
}
