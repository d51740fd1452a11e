import type { PlacedCall, PlannedCall } from '../callers/run-calls.ts';
import { callName } from './call-name.ts';
import { describeComparison } from './describe-comparison.ts';

/** What XML 1.0 cannot hold, not even as an entity; lone surrogates are mended by `toWellFormed`. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unwritable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

const escaped = (text: string, what: RegExp): string =>
  text
    .toWellFormed()
    .replace(unwritable, '\uFFFD')
    .replace(what, (character) => entities[character] as string);
const attribute = (text: string): string => escaped(text, /[&<>"'\n\r\t]/g);
const content = (text: string): string => escaped(text, /[&<>\r]/g);
const inSeconds = (ms: number): string => (ms / 1000).toFixed(3);

export interface JunitInput {
  placed: PlacedCall[];
  /** Calls that were not begun: told as skipped. */
  unplaced: PlannedCall[];
  begunAt: Date;
  /** How long all of it took. */
  ms: number;
}

/** Calls as tests, in the XML that CI systems read: one test case a call. */
export function junitXml({ placed, unplaced, begunAt, ms }: JunitInput): string {
  const failed = placed.filter(({ result }) => result && !result.ok).length;
  const broken = placed.filter(({ result }) => !result).length;
  const counts = `tests="${placed.length + unplaced.length}" failures="${failed}" errors="${broken}" skipped="${unplaced.length}" time="${inSeconds(ms)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="rehearsal" ${counts}>`,
    `  <testsuite name="rehearsal" timestamp="${begunAt.toISOString()}" ${counts}>`,
    ...placed.flatMap(placedCase),
    ...unplaced.flatMap((call) => [
      openCase(call, 0),
      '      <skipped message="stopped before"/>',
      closeCase,
    ]),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

const closeCase = '    </testcase>';
const openCase = (call: PlannedCall, ms: number): string =>
  `    <testcase classname="rehearsal.${attribute(call.scenario.name)}" name="${attribute(callName(call))}" time="${inSeconds(ms)}">`;

function placedCase(call: PlacedCall): string[] {
  return [openCase(call, call.ms), ...troubles(call), ...transcript(call), closeCase];
}

function troubles({ result, error }: PlacedCall): string[] {
  const element = (tag: string, [first = '', ...more]: string[]) =>
    `      <${tag} message="${attribute(first)}">${content([first, ...more].join('\n'))}</${tag}>`;
  if (!result) return [element('error', [error ?? ''])];
  return result.ok ? [] : [element('failure', result.failures)];
}

function transcript({ result }: PlacedCall): string[] {
  if (!result) return [];
  const turns = result.printed.map(({ speaker, text }) => `${speaker}: ${text}`);
  const all = [
    ...(result.session_id ? [`session: ${result.session_id}`] : []),
    ...turns,
    ...(result.comparison ? describeComparison(result.comparison) : []),
  ];
  return [`      <system-out>${content(all.join('\n'))}</system-out>`];
}
