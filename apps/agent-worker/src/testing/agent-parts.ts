import type { SessionBrief } from '@parley/contracts';
import { CallLanguage } from '../session/call-language.ts';
import { callVariables } from '../session/call-variables.ts';
import type { createAgent } from '../session/create-agent.ts';
import { Floor } from '../session/floor.ts';

type Parts = Parameters<typeof createAgent>[1];

/** What an agent needs beside its brief, as if the call began at noon of the fifth of January 2026. */
export function agentParts(
  brief: SessionBrief,
  given: Partial<Parts> = {},
): Parts & { language: CallLanguage } {
  const fillIn = callVariables(brief, new Date('2026-01-05T12:00:00Z'));
  const language = new CallLanguage(brief, fillIn);
  return {
    access: { url: '', sessionId: brief.session_id, token: 't' },
    report: () => {},
    hangUp: () => {},
    floor: new Floor(),
    changeLanguage: (tag) => language.change(tag),
    ...given,
    fillIn,
    language,
  };
}
