import type { Alarm } from './converse.ts';
import type { Scenario, Step } from './scenario.ts';

/** The caller's clocks: each rings once, unless something happens before. */
export interface Patience {
  /** The agent has begun to speak: steps that cut in are due while it speaks. */
  speech(steps: Step[]): void;
  /** Nobody speaks now. */
  silence(waiting: { confused: boolean; steps: Step[] }): void;
  /** The caller knows what to say, and lets some time pass first. */
  pause(step: Step, ms: number): void;
  /** The caller speaks: nothing is due. */
  rest(): void;
  end(): void;
}

export function createPatience(scenario: Scenario, ring: (alarm: Alarm) => void): Patience {
  let timers: NodeJS.Timeout[] = [];
  const due = (ms: number, alarm: Alarm): void => {
    timers.push(setTimeout(ring, ms, alarm));
  };
  const rest = (): void => {
    for (const timer of timers) clearTimeout(timer);
    timers = [];
  };
  const whole = setTimeout(ring, scenario.call_s * 1000, { type: 'too_long' } satisfies Alarm);
  return {
    speech(steps) {
      rest();
      for (const step of steps) due(step.after_ms ?? 0, { type: 'speech', step });
    },
    silence({ confused, steps }) {
      rest();
      for (const step of steps) due(step.after_ms ?? 0, { type: 'silence', step });
      if (confused) due(scenario.confused_s * 1000, { type: 'confused' });
      due(scenario.answer_s * 1000, { type: 'unanswered' });
    },
    pause(step, ms) {
      rest();
      due(ms, { type: 'pause', step });
    },
    rest,
    end() {
      rest();
      clearTimeout(whole);
    },
  };
}
