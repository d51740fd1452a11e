import type { SessionBrief } from '@parley/contracts';
import { keysMark } from '../../keys/take-keys.ts';
import { section } from './section.ts';

/** What is different on a telephone; nothing in a browser. */
export function onTheTelephone(brief: SessionBrief): string[] {
  const { call, config } = brief;
  if (!call) return [];
  const lines = [
    call.direction === 'inbound'
      ? 'The caller is on a telephone.'
      : 'You have called the other person, on a telephone; "the caller" means that person.',
    `A message that begins with ${keysMark} is what the caller pressed on the keypad: take it as an answer, exactly as keyed. Numbers may be keyed in instead of spoken, ended with the pound key.`,
  ];
  if (call.direction === 'outbound' && config.tools.includes('send_digits')) {
    lines.push(
      'When a recorded menu answers and asks for keys, call send_digits with the choice that leads to what you call for, and say nothing to it.',
    );
  }
  const number = call.direction === 'inbound' ? call.from : call.to;
  if (number) {
    lines.push(
      `Their number is ${number}. Offer it where a number to call back is wanted, and have it confirmed.`,
      'When they want no more calls from the business, call stop_calling at once.',
      ...whatWasBefore(brief),
    );
  } else lines.push('Their number is hidden: ask for one where it is needed.');
  return [section('On the telephone', lines.join('\n'))];
}

function whatWasBefore({ call, time_zone: timeZone }: SessionBrief): string[] {
  const past = call?.past_calls ?? [];
  if (past.length === 0) return [];
  const day = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone });
  const calls = past.map(({ at, direction, ticket }) => {
    const what = ticket
      ? `ticket of ${ticket.name}, ${ticket.property}: ${ticket.summary ?? ticket.reason} (${ticket.status.replace('_', ' ')})`
      : 'no ticket';
    return `- ${day.format(new Date(at))}, ${direction === 'inbound' ? 'they called' : 'called by us'}: ${what}`;
  });
  return [
    'Earlier calls with this number, perhaps by another person on the same line. Say nothing of them, no name, address or matter, before the person has told you name and matter, and they agree; after that you need not ask again for what they say:',
    ...calls,
  ];
}
