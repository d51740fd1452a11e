import { agentConfigSchema, newId, type SessionBrief } from '@parley/contracts';

/** A session's brief as the control plane would give it. */
export const testBrief = (changes: Partial<SessionBrief> = {}): SessionBrief => ({
  session_id: newId('session'),
  livekit_room: 'ten_1.lobby',
  channel: 'browser',
  tenant_name: 'Maple Property Management',
  agent_name: 'Maya',
  is_open: true,
  time_zone: 'UTC',
  answer_with: null,
  call: null,
  recording: null,
  so_far: null,
  provider_keys: {},
  config: agentConfigSchema.parse({
    greeting: 'Hello, this is Maya. How can I help?',
    persona: 'You are the friendly receptionist of a property manager.',
    instructions: 'Never quote prices.',
    collect: [
      { key: 'name', label: 'name', question: 'May I have your name?' },
      { key: 'phone', label: 'phone number', question: 'What number can we reach you at?' },
      { key: 'property', label: 'property', question: 'Which property is it?' },
      { key: 'reason', label: 'reason', question: 'What is it about?', read_back: false },
    ],
  }),
  system_prompt: null,
  knowledge_topics: ['Office hours', 'Pets'],
  ...changes,
});
