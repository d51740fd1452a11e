import { expect, test } from 'vitest';
import { csvLine } from './csv-line.ts';

test('a record of RFC 4180', () => {
  expect(csvLine(['a', null, 12, true, ''])).toBe('a,,12,true,\r\n');
  expect(csvLine(['a,b', 'say "hi"', 'two\nlines', ' space '])).toBe(
    '"a,b","say ""hi""","two\nlines"," space "\r\n',
  );
});

test.each(['=1+1', '+cmd', '-2', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\n=1', '＝1'])(
  '%j is no formula',
  (text) => {
    expect(csvLine([text]).replace(/^"/, '')).toMatch(/^'/);
  },
);

test('no formula begins where a spreadsheet parts cells by semicolons or tabs', () => {
  expect(csvLine(['a;=1+1', 'b\t@SUM(A1)', 'c; d'])).toBe("a;'=1+1,b\t'@SUM(A1),c; d\r\n");
});

test('numbers and telephone numbers stay as they are', () => {
  expect(csvLine([-2, '+14155550142', '555 0142'])).toBe('-2,+14155550142,555 0142\r\n');
});
