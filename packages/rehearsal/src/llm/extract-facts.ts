import { sentenceCase, titleCase } from '../text/letter-case.ts';
import { plainText } from '../text/plain-text.ts';
import type { Behaviour, FactKey, Facts } from './behaviour.ts';
import { extractName } from './extract-name.ts';
import { extractPhone } from './extract-phone.ts';
import { extractProperty } from './extract-property.ts';

export interface ExtractedFacts {
  facts: Facts;
  /** Digits that are too few for a telephone number. */
  partialPhone?: string;
  /** The plain text without the words that told these facts. */
  rest: string;
}

/** As the caller wrote it when that has capitals of its own, else in `fallback`'s case. */
function inOwnCase(value: string, original: string, fallback: (text: string) => string): string {
  const at = original.toLowerCase().indexOf(value);
  const own = at < 0 ? '' : original.slice(at, at + value.length);
  return /\p{Lu}/u.test(own) ? own : fallback(value);
}

/**
 * The name, telephone number and property in what a caller said. The reason is left in `rest`.
 * @param asked the fact that the agent has just asked for: a bare answer counts as that.
 */
export function extractFacts(text: string, behaviour: Behaviour, asked?: FactKey): ExtractedFacts {
  const facts: Facts = {};
  let rest = plainText(text);
  const property = extractProperty(rest, behaviour);
  if (property) {
    facts.property = inOwnCase(property.value, text, titleCase);
    rest = property.rest;
  }
  const phone = extractPhone(rest);
  if (phone.value !== undefined) {
    facts.phone = phone.value;
    rest = phone.rest ?? '';
  }
  const name = extractName(rest, behaviour, { asked: asked === 'name' });
  if (name) {
    facts.name = inOwnCase(name.value, text, titleCase);
    rest = name.rest;
  }
  if (asked === 'property' && !facts.property && Object.keys(facts).length === 0) {
    const bare = extractProperty(rest, behaviour, { asked: true });
    if (bare) Object.assign(facts, { property: inOwnCase(bare.value, text, titleCase) });
    if (bare) rest = '';
  }
  return {
    facts,
    rest: rest.replace(/^( *\| *)+|( *\| *)+$/g, '').trim(),
    ...(phone.partial === undefined ? {} : { partialPhone: phone.partial }),
  };
}

export const asReason = (reason: string, original: string): string =>
  sentenceCase(inOwnCase(reason, original, (text) => text));
