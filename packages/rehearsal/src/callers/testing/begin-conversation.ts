import { type Alarm, type Conversation, converse, type Happening } from '../converse.ts';
import { createInbox } from '../create-inbox.ts';
import type { SayOptions } from '../mouth.ts';
import type { Scenario, Step } from '../scenario.ts';

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A conversation whose agent, clock and alarms are in the test's hands. */
export function beginConversation(scenario: Scenario) {
  const inbox = createInbox<Happening>();
  const said: (SayOptions & { text: string })[] = [];
  const pressed: string[] = [];
  let now = 0;
  const tick = (): number => {
    now += 1000;
    return now;
  };
  let speaking = false;
  let printed = '';
  let ended: Conversation | undefined;
  const conversation = converse({
    scenario,
    inbox,
    agentSpeaks: () => speaking,
    printedSince: () => printed,
    mouth: {
      async say(text, options = {}) {
        said.push({ text, ...options });
        printed = '';
        return { text, startMs: tick(), endMs: tick(), cut: options.cutAfterMs !== undefined };
      },
      async press(keys) {
        pressed.push(keys);
      },
      close: async () => {},
    },
  });
  void conversation.then((result) => {
    ended = result;
  });
  const put = async (...happenings: Happening[]): Promise<void> => {
    for (const happening of happenings) inbox.put(happening);
    await settled();
  };
  return {
    conversation,
    said: () => said.map(({ text }) => text),
    options: () => said,
    pressed: () => pressed,
    result: () => ended,
    step: (at: number) => scenario.steps[at] as Step,
    /** The agent begins to speak. */
    async agentStarts() {
      speaking = true;
      await put({ type: 'agent_started', startMs: tick() });
      return now;
    },
    /** The agent has finished, and was understood like this. */
    async agentSaid(text: string | null, startMs = tick()) {
      speaking = false;
      await put({ type: 'agent_turn', turn: { text, startMs, endMs: tick() } });
    },
    async printed(text: string) {
      printed = text;
      await put({ type: 'more_words' });
    },
    ring: (alarm: Alarm) => put({ type: 'alarm', alarm }),
    over: () => put({ type: 'over' }),
    stop: () => put({ type: 'stopped' }),
  };
}
