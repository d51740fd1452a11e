import type { CollectedFact, FactType, FieldIssue } from '@parley/contracts';
import { z } from 'zod';
import { DomainError } from '../domain-error.ts';
import { normalizePhone } from '../tickets/normalize-phone.ts';

type Told = string | number | boolean;
/** A value as it is kept, or what to ask the caller. */
export type CheckedFact = { value: Told } | { issue: FieldIssue['message'] };

/** @param today the day of the call, YYYY-MM-DD. @param value trimmed, and not empty. */
export function checkFact(fact: CollectedFact, value: Told, today: string): CheckedFact {
  // Duplicates are found by the number, so it is one whatever its type was called.
  const type = fact.key === 'phone' ? 'phone' : fact.type;
  const checked = checks[type](String(value), fact, today);
  return 'issue' in checked ? { issue: `${fact.label} ${checked.issue}` } : checked;
}

type Check = (text: string, fact: CollectedFact, today: string) => CheckedFact;

const text: Check = (value, { validation: { min_length: shortest, max_length: longest } }) => {
  const { length } = [...value];
  if (shortest !== undefined && length < shortest) {
    return { issue: `is too short, it has at least ${shortest} characters: ask for it again` };
  }
  if (longest !== undefined && length > longest) {
    return { issue: `is too long, it has at most ${longest} characters: ask for it in fewer words` };
  }
  return { value };
};

const phone: Check = (value) => {
  try {
    return { value: normalizePhone(value) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { issue: 'is not a number that can be called: ask for it again, with the area code' };
  }
};

const email: Check = (value) =>
  z.email().safeParse(value).success
    ? { value }
    : { issue: 'is not an e-mail address: ask for it again, letter by letter' };

const number: Check = (value, { validation: { min, max } }) => {
  const plain = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(value) ? value.replaceAll(',', '') : value;
  if (!/^[+-]?\d{1,15}(\.\d{1,10})?$/.test(plain)) {
    return { issue: 'is not a number: ask for it again, and give it in digits' };
  }
  const given = Number(plain);
  if (min !== undefined && given < min) return { issue: `is less than ${min}: ask whether it is right` };
  if (max !== undefined && given > max) return { issue: `is more than ${max}: ask whether it is right` };
  return { value: given };
};

const date: Check = (value, { validation }, today) => {
  if (!z.iso.date().safeParse(value).success) {
    return { issue: 'is not a date: ask for day, month and year, and give it as YYYY-MM-DD' };
  }
  // Both are YYYY-MM-DD, and those compare as text.
  if (validation.date === 'past' && value >= today) {
    return { issue: `must be before today, ${today}: ask for it again` };
  }
  if (validation.date === 'today_or_later' && value < today) {
    return { issue: `is past, today is ${today}: ask for another day` };
  }
  return { value };
};

const time: Check = (value) => {
  const [, hours = '', minutes = '00', half] = /^(\d{1,2})(?::(\d{2}))?\s*([ap]\.?m\.?)?$/i.exec(value) ?? [];
  const onClock = half
    ? (Number(hours) % 12) + (/^p/i.test(half) ? 12 : 0)
    : value.includes(':')
      ? Number(hours)
      : Number.NaN;
  const isTime = half ? Number(hours) >= 1 && Number(hours) <= 12 : onClock <= 23;
  if (hours === '' || !isTime || Number(minutes) > 59) {
    return { issue: 'is not a time of day: ask for it again, and give it as HH:MM, from 00:00 to 23:59' };
  }
  return { value: `${String(onClock).padStart(2, '0')}:${minutes}` };
};

const yesNo: Check = (value) => {
  if (/^(yes|true|y)$/i.test(value)) return { value: true };
  if (/^(no|false|n)$/i.test(value)) return { value: false };
  return { issue: 'is a question of yes or no: ask it again, and give yes or no' };
};

const choice: Check = (value, { choices }) => {
  const chosen = choices.find((each) => each.toLowerCase() === value.toLowerCase());
  if (chosen !== undefined) return { value: chosen };
  return { issue: `is none of these: ${choices.join(', ')}. Ask which one it is` };
};

const checks: Record<FactType, Check> = {
  text,
  address: text,
  phone,
  email,
  number,
  date,
  time,
  yes_no: yesNo,
  choice,
};
