import type { SessionDetails } from '@parley/contracts';
import { stringify } from 'yaml';
import { asksForPatience } from './asks-for-patience.ts';
import { exportSteps } from './export-steps.ts';
import { type OriginalCall, ticketFields } from './original-call.ts';
import type { ScenarioInput } from './scenario.ts';

/**
 * A session that is over as a scenario, in YAML: the caller's words in their order and with their pauses, what came
 * of the call as what is expected, and the call itself to compare a replay with.
 */
export function exportScenario(session: SessionDetails): string {
  const original = originalOf(session);
  const scenario: ScenarioInput = {
    name: `replay-${session.session_id.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`,
    title: `A replay of ${session.session_id}`,
    turn_end_ms: turnEndOf(session),
    confused_s: 15,
    call_s: Math.min(600, Math.ceil((session.duration_s ?? 0) + 90)),
    steps: exportSteps(session),
    expect: {
      ticket: expectedTicket(original),
      tools: original.tools,
      ...(session.state === 'ended' && original.end && { end: { reason: original.end } }),
    },
    replays: original,
  };
  return `${headerOf(session)}${stringify(scenario, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}

function originalOf({ session_id, turns, tools, ticket, end_reason }: SessionDetails): OriginalCall {
  return {
    session_id,
    turns: turns.map(({ speaker, text, interrupted }) => ({
      speaker,
      text,
      ...(interrupted && { interrupted }),
    })),
    tools: tools.filter(({ status }) => status === 'succeeded').map(({ name }) => name),
    ticket: ticket && {
      name: ticket.name,
      phone: ticket.phone,
      property: ticket.property,
      reason: ticket.reason,
    },
    end: end_reason,
  };
}

/** The reason is in the model's words, and compared only; a field that was never told says nothing. */
function expectedTicket({ ticket }: OriginalCall): NonNullable<ScenarioInput['expect']>['ticket'] {
  if (!ticket) return 'none';
  const told = ticketFields.filter((field) => field !== 'reason' && ticket[field].trim() !== '');
  return Object.fromEntries(told.map((field) => [field, ticket[field]]));
}

/** The agent may pause between two sentences: the caller must not take that for its turn's end. */
function turnEndOf(session: SessionDetails): number {
  const turns = session.turns.filter(({ text }) => !asksForPatience(text));
  const gaps = turns.flatMap((turn, at) => {
    const next = turns[at + 1];
    return turn.speaker === 'agent' && next?.speaker === 'agent'
      ? [Date.parse(next.started_at) - Date.parse(turn.ended_at)]
      : [];
  });
  return Math.min(3000, Math.max(800, ...gaps.map((gap) => gap + 300)));
}

function headerOf({ session_id, agent_id, created_at, channel, recording }: SessionDetails): string {
  const lines = [
    `Made of session ${session_id} of ${created_at}, with agent ${agent_id}, ${channel === 'phone' ? 'by telephone' : 'in a browser'}.`,
    recording
      ? `The call was recorded: GET /api/v1/sessions/${session_id}/recording. A replay speaks its words anew, with a voice of its own.`
      : 'The call was not recorded. A replay speaks its words with a voice of its own.',
    "It holds a caller's words: keep it where you keep transcripts.",
  ];
  return `${lines.map((line) => `# ${line}`).join('\n')}\n`;
}
