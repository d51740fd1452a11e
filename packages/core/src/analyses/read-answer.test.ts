import { expect, it } from 'vitest';
import { analysisOf } from '../testing/analysis-of.ts';
import { readAnswer } from './read-answer.ts';

const turns = [1, 2, 5].map((turn) => ({
  turn,
  speaker: 'caller' as const,
  text: 'x',
  segment: { segment_id: `s-${turn}`, seq: turn * 10 },
}));
const issuesOf = (text: string) => {
  const read = readAnswer(text, turns);
  return 'issues' in read ? read.issues : [];
};

it('points at segments of the transcript, in their order, each once', () => {
  const read = readAnswer(analysisOf([5, 1, 5]), turns);
  const references = [
    { segment_id: 's-1', seq: 10 },
    { segment_id: 's-5', seq: 50 },
  ];
  expect(read).toMatchObject({
    analysis: {
      summary: [{ text: 'The sink leaks.', turns: references }],
      rating: { score: 8, reasons: [{ turns: references }] },
      topics: [{ name: 'leak', turns: references }],
    },
  });
});

it('tells the mood in the order of the call', () => {
  const point = (mood: 'negative' | 'positive', turn: number) => ({ mood, text: mood, turns: [turn] });
  const read = readAnswer(
    analysisOf([1], { sentiment: [point('positive', 5), point('negative', 1)] }),
    turns,
  );
  expect('analysis' in read && read.analysis.sentiment.map(({ mood }) => mood)).toEqual([
    'negative',
    'positive',
  ]);
});

const claim = { text: 'Made up.', turns: [1, 3] };
it.each([
  ['summary.0', { summary: [claim] }],
  ['rating.reasons.0', { rating: { score: 5, reasons: [claim] } }],
  ['sentiment.0', { sentiment: [{ mood: 'neutral', ...claim }] }],
  ['success_factors.0', { success_factors: [{ effect: 'helped', ...claim }] }],
  ['topics.0', { topics: [{ name: 'x', turns: [3] }] }],
  ['follow_ups.0', { follow_ups: [{ who: 'caller', ...claim }] }],
] as const)('%s that rests on a turn that was not read is refused', (path, change) => {
  expect(issuesOf(analysisOf([1], change as never))).toEqual([`${path}: there is no turn 3`]);
});

it.each([
  ['half an answer', analysisOf([1]).slice(0, 40), /^answer: it is no JSON, or not all/],
  ['nothing', '', /^answer:/],
  ['a claim without a turn', analysisOf([]), /^summary\.0\.turns:/],
  ['a rating beyond ten', analysisOf([1], { rating: { score: 11, reasons: [] } }), /^rating\.score:/],
  ['half a point', analysisOf([1], { rating: { score: 7.5, reasons: [] } }), /^rating\.score:/],
  ['a mood of its own', analysisOf([1]).replace('"negative"', '"furious"'), /^sentiment\.0\.mood:/],
  ['no summary', analysisOf([1], { summary: [] }), /^summary:/],
  ['a text without end', analysisOf([1]).replace('The sink leaks.', 'x'.repeat(601)), /^summary\.0\.text:/],
])('%s is refused', (_, text, issue) => {
  expect(issuesOf(text)[0]).toMatch(issue);
});

it('repeats nothing of what was said in its issues', () => {
  const secret = 'hunter2';
  const broken = [
    analysisOf([1]).replace('"negative"', `"${secret}"`),
    `${secret} {`,
    `{"summary":"${secret}"}`,
  ];
  for (const text of broken) expect(issuesOf(text).join()).not.toContain(secret);
});

it('takes what the database cannot keep out of the words', () => {
  const read = readAnswer(analysisOf([1]).replace('The sink', 'The\\u0000 sink'), turns);
  expect('analysis' in read && read.analysis.summary[0]?.text).toBe('The sink leaks.');
});
