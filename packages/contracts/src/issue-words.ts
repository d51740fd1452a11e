import type { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

const kinds: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
  undefined: 'nothing',
};
const kindOf = (type: string): string => kinds[type] ?? type;

/** Of formats, as people may not know them. */
const examples: Record<string, string> = {
  datetime: 'a moment like 2030-01-31T12:00:00Z',
  date: 'a day like 2030-01-31',
  email: 'an e-mail address like office@example.com',
  url: 'an address like https://example.com',
};

/**
 * What is wrong with a field, and what to do, for zod's `customError`: in place of zod's own words, which are for those
 * who know zod. Undefined, so zod's own, for what is rare. What a schema says by itself comes before.
 */
export function issueWords(issue: Issue): string | undefined {
  const name = String(issue.path?.findLast((part) => typeof part === 'string') ?? 'this');
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return `${name} is missing: give ${kindOf(issue.expected)}.`;
      if (Number.isNaN(issue.input)) return `${name} must be ${kindOf(issue.expected)}.`;
      return `${name} must be ${kindOf(issue.expected)}, not ${kindOf(typeOf(issue.input))}.`;
    case 'invalid_value':
      return `${name} must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}.`;
    case 'too_big':
      return `${name} ${measureOf(issue.origin, 'at most', issue.maximum)}`;
    case 'too_small':
      if (issue.origin === 'string' && Number(issue.minimum) === 1)
        return `${name} is empty: write something.`;
      return `${name} ${measureOf(issue.origin, 'at least', issue.minimum)}`;
    case 'invalid_format': {
      const example = examples[issue.format];
      return example && `${name} must be ${example}.`;
    }
    case 'unrecognized_keys':
      return `There is no ${issue.keys.join(', ')} here: correct the name, or leave it out.`;
    case 'invalid_key':
      return issue.issues?.map(({ message }) => message).join(' ');
    case 'invalid_union':
      return unionWords(name, issue.errors);
    default:
      return undefined;
  }
}

const typeOf = (input: unknown): string =>
  input === null ? 'null' : Array.isArray(input) ? 'array' : typeof input;

function measureOf(origin: string, which: string, measure: number | bigint): string {
  if (origin === 'string')
    return `is too ${which === 'at most' ? 'long' : 'short'}: write ${which} ${measure} characters.`;
  if (origin === 'array' || origin === 'set') return `must have ${which} ${measure} entries.`;
  return `must be ${which} ${measure}.`;
}

/** Of the forms that a value may have, what is wrong with the one that fits best: where the fault lies deepest. */
function unionWords(name: string, forms: readonly (readonly z.core.$ZodIssue[])[]): string | undefined {
  const depthOf = (issues: readonly z.core.$ZodIssue[]) =>
    Math.max(0, ...issues.map(({ path }) => path.length));
  const deepest = Math.max(0, ...forms.map(depthOf));
  if (deepest === 0) {
    const all = forms.flatMap((issues) => issues.map(({ message }) => message.replace(/^this /, '')));
    return all.length === 0 ? undefined : `${name} ${[...new Set(all)].join(' Or it ')}`;
  }
  const best = forms.find((issues) => depthOf(issues) === deepest) ?? [];
  return best.map(({ path, message }) => `${path.join('.')}: ${message}`).join(' ');
}
