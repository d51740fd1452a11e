import { topicsOf } from './topics-of.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** The statement of the prompt that has most in common with the question; undefined when none has anything. */
export function answerFromPrompt(prompt: string, query: string): string | undefined {
  const asked = topicsOf(query);
  let best: string | undefined;
  let most = 0;
  for (const line of prompt.split('\n')) {
    for (const { segment } of segmenter.segment(line.replace(/^[\s#*\-•\d.)]+/, ''))) {
      const shared = [...topicsOf(segment)].filter((topic) => asked.has(topic)).length;
      if (shared > most) [most, best] = [shared, segment.trim()];
    }
  }
  return best;
}
