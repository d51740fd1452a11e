import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadBehaviour } from './behaviour.ts';
import { respond } from './respond.ts';

const shipped = readFileSync(new URL('../../behaviours/receptionist.yaml', import.meta.url), 'utf8');
const directory = mkdtempSync(join(tmpdir(), 'behaviour-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('scripted replies come first, with words and tool calls from the file', () => {
  const file = join(directory, 'scripted.yaml');
  writeFileSync(
    file,
    shipped.replace(
      'replies: []',
      `replies:\n  - when: 'secret word'\n    say: 'Abracadabra.'\n    call: { name: end_call, arguments: { reason: magic } }`,
    ),
  );
  const messages = [{ role: 'user', content: 'The secret word!' }];
  expect(respond({ messages }, loadBehaviour(file))).toEqual({
    content: 'Abracadabra.',
    toolCalls: [{ name: 'end_call', arguments: { reason: 'magic' } }],
  });
});

test('a wrong file is refused with every wrong field', () => {
  const file = join(directory, 'wrong.yaml');
  writeFileSync(file, `name: wrong\nintents: { goodbye: ['('] }\nwhat: 1\n`);
  for (const problem of [
    /wrong\.yaml is not a behaviour/,
    /Unrecognized key: "what"/,
    /at intents\.goodbye\[0\]/,
  ])
    expect(() => loadBehaviour(file)).toThrow(problem);
});
