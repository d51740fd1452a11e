import { storedAgentConfigSchema } from '@parley/contracts';
import { expect, test } from 'vitest';
import { testBrief } from '../testing/brief.ts';
import { callVariables } from './call-variables.ts';

const at = new Date('2026-01-05T23:30:00Z');
const fill = (config: object, time_zone: string) =>
  callVariables(
    testBrief({
      config: storedAgentConfigSchema.parse({ greeting: 'Hi.', persona: 'P', ...config }),
      time_zone,
    }),
    at,
  );

test('date and time are on the business’s clock, in the first language', () => {
  expect(fill({}, 'UTC')('{{weekday}} {{ date }} {{time}}')).toBe('Monday January 5, 2026 11:30 PM');
  expect(fill({ languages: { first: 'de' } }, 'Europe/Berlin')('{{weekday}}, {{date}}, {{time}}')).toBe(
    'Dienstag, 6. Januar 2026, 0:30',
  );
});

test('the agent’s own variables may hold built-in ones; nothing is filled in twice', () => {
  const fillIn = fill({ variables: { sign: 'yours, {{agent_name}}', odd: '{{sign}}' } }, 'UTC');
  expect(fillIn('{{sign}} | {{odd}} | {{unknown}}')).toBe('yours, Maya | {{sign}} | {{unknown}}');
});
