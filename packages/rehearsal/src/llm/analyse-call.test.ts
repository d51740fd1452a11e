import { expect, it } from 'vitest';
import { analyseCall } from './analyse-call.ts';

type Turn = ['caller' | 'agent', string];
const messagesOf = (turns: Turn[], more: object[] = []) => {
  const lines = [
    { call: { channel: 'phone', turns: turns.length } },
    ...turns.map(([speaker, text], index) => ({ turn: index + 1, speaker, text })),
    ...more,
  ];
  return [
    { role: 'system', content: 'Review the call.' },
    { role: 'user', content: lines.map((line) => JSON.stringify(line)).join('\n') },
  ];
};

const leak: Turn[] = [
  ['agent', 'Maple Property Management, how may I help?'],
  ['caller', 'My kitchen sink is leaking and the cupboard is wet.'],
  ['agent', 'Thank you. I have made a ticket, and somebody will call you back.'],
  ['caller', 'Great, thank you, the sink is urgent.'],
];
const lost: Turn[] = [
  ['agent', 'How may I help?'],
  ['caller', 'This is ridiculous, my heating is broken.'],
  ['agent', 'I am sorry, I did not catch that.'],
  ['caller', 'Useless.'],
];

it('says what was said, with the turns that bear it out', () => {
  const review = analyseCall(messagesOf(leak));
  expect(review?.summary.map(({ turns }) => turns)).toEqual([[2], [3], [4]]);
  expect(review?.summary[0]?.text).toContain('My kitchen sink is leaking');
  expect(review?.sentiment.map(({ mood, turns }) => [mood, turns])).toEqual([
    ['negative', [2]],
    ['very_positive', [4]],
  ]);
  expect(review?.topics[0]).toEqual({ name: 'sink', turns: [2, 4] });
  expect(review?.follow_ups).toMatchObject([{ who: 'business', turns: [3] }]);
  expect(review?.success_factors).toMatchObject([{ effect: 'helped', turns: [3] }]);
});

it('takes for a topic what the call is about, not who is calling', () => {
  const said = 'hello my name is john smith and my kitchen sink is leaking my phone number is five five five';
  const topics = analyseCall(messagesOf([['caller', said]]))?.topics.map(({ name }) => name);
  expect(topics).toEqual(['kitchen', 'sink', 'leaking']);
});

it('rates a call by how it went, the same each time', () => {
  const score = (turns: Turn[]) => analyseCall(messagesOf(turns))?.rating.score ?? 0;
  expect(score(leak)).toBeGreaterThan(7);
  expect(score(lost)).toBeLessThan(5);
  expect(analyseCall(messagesOf(lost))).toEqual(analyseCall(messagesOf(lost)));
});

it('keeps the numbers of a record in which turns are left out, and has nothing to say to none', () => {
  const record = messagesOf(
    [],
    [{ left_out: { turns: 6 } }, { turn: 7, speaker: 'caller', text: 'Goodbye' }],
  );
  expect(analyseCall(record)?.summary[0]?.turns).toEqual([7]);
  expect(analyseCall(messagesOf([]))).toBeUndefined();
});

it('fits the form whatever was said', () => {
  const odd: Turn[] = [
    ['caller', ''],
    ['agent', '"}]'],
    ['caller', '😀'.repeat(900)],
    ...Array.from({ length: 60 }, (_, index): Turn => ['caller', index % 2 ? 'Great' : 'Awful']),
  ];
  expect(analyseCall(messagesOf(odd))?.sentiment.length).toBeLessThanOrEqual(20);
});
