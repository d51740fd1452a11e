import { topicsOf } from './topics-of.ts';

const longestAnswer = 3;
const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

interface Hit {
  title: string;
  text: string;
}

const unusable = /^\W*error\b|\b(cannot|could not|can not) be (reached|searched|found)\b/i;

/** Knowledge hits in a tool's answer, which may be JSON (`{hits:[{title,text}]}`, a list) or plain text. */
function hitsIn(result: string): Hit[] {
  const text = result.trim();
  if (text === '' || unusable.test(text)) return [];
  if (/^(no|nothing)\b.*\b(found|hits?|results?|match\w*|answer|know\w*)\b/i.test(text)) return [];
  try {
    const parsed: unknown = JSON.parse(text);
    const list = Array.isArray(parsed) ? parsed : ((parsed as { hits?: unknown })?.hits ?? []);
    if (!Array.isArray(list)) return [];
    return list.map((hit: Partial<Hit>) => ({
      title: String(hit?.title ?? ''),
      text: String(hit?.text ?? ''),
    }));
  } catch {
    return text.split(/\n{2,}/).map((part) => {
      const titled = /^(?:[-*\d.)#\s]*)([^\n:]{2,60}):\s*([\s\S]+)$/.exec(part);
      return titled ? { title: titled[1] as string, text: titled[2] as string } : { title: '', text: part };
    });
  }
}

/** At most three sentences, around the one that has most in common with the question. */
function shorten(text: string, topics: Set<string>): string {
  const sentences = [...segmenter.segment(text.trim())].map(({ segment }) => segment);
  if (sentences.length <= longestAnswer) return text.trim();
  const shared = sentences.map(
    (sentence) => [...topicsOf(sentence)].filter((topic) => topics.has(topic)).length,
  );
  const best = shared.indexOf(Math.max(...shared));
  const from = Math.min(best, sentences.length - longestAnswer);
  return sentences
    .slice(from, from + longestAnswer)
    .join('')
    .trim();
}

/**
 * What the knowledge says to the question, in its own words; undefined when there is nothing. A hit may fit by words
 * that only the search knows, so the best is believed unless another has more to do with the question.
 */
export function answerFrom(result: string, query: string): string | undefined {
  const topics = topicsOf(query);
  const hits = hitsIn(result).filter(({ text }) => text.trim() !== '');
  const fits = ({ title, text }: Hit) => [...topicsOf(`${title} ${text}`)].some((topic) => topics.has(topic));
  const hit = hits.find(fits) ?? hits[0];
  return hit && shorten(hit.text.replace(/\s*\n\s*/g, ' '), topics);
}
