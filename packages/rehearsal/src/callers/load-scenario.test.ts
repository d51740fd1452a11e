import { expect, test } from 'vitest';
import { listScenarios, loadScenario, parseScenario } from './load-scenario.ts';

test.each(listScenarios())('%s is right, and named as its file', (name) => {
  const scenario = loadScenario(name);
  expect(scenario.name).toBe(name);
  expect(scenario.steps.length).toBeGreaterThan(0);
});

test('those that must be there are', () => {
  expect(listScenarios()).toEqual(
    expect.arrayContaining([
      'hangs-up-mid-sentence',
      'interrupts',
      'leaking-sink',
      'office-hours',
      'stays-silent',
    ]),
  );
});

const scenario = (extra: string) => `name: x\ntitle: x\nsteps:\n  - say: Hello.\n${extra}`;

test.each([
  ['a field it does not know', scenario('colour: red'), /Unrecognized key: "colour"/],
  [
    'a broken pattern',
    scenario('  - { when: "(", say: Hm. }'),
    /not a regular expression\s+→ at steps\[1\]\.when/,
  ],
  [
    'an unknown step',
    scenario('  - { after: nowhere, say: Hm. }'),
    /no step has the id "nowhere"\s+→ at steps\[1\]\.after/,
  ],
  [
    'speech without a time',
    scenario('  - { on: speech, say: Hm. }'),
    /needs after_ms\s+→ at steps\[1\]\.after_ms/,
  ],
  ['words of silence', scenario('  - { on: silence, after_ms: 1, when: x }'), /silence has no words/],
  ['a cut sentence without words', scenario('  - { hang_up: { after_ms: 5 } }'), /needs something to say/],
  [
    'keys that no telephone has',
    scenario('  - { press: "1x" }'),
    /keys of a telephone[\s\S]*→ at steps\[1\]\.press/,
  ],
  ['an unknown voice', scenario('voice: bob'), /→ at voice/],
  ['an unknown end', scenario('expect: { end: { reason: bored } }'), /→ at expect\.end\.reason/],
  ['a ticket field it does not know', scenario('expect: { ticket: { colour: red } }'), /→ at expect\.ticket/],
  ['no YAML', 'name: [', /x\.yaml is not YAML/],
  ['nothing', '', /x\.yaml is not a scenario/],
])('%s is refused in words', (_, source, message) => {
  expect(() => parseScenario(source, 'x.yaml')).toThrow(message);
});

test('an unknown name is told with the known ones', () => {
  expect(() => loadScenario('nope')).toThrow(/there is no scenario "nope"; known: .*leaking-sink/);
});
