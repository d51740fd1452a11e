import { expect, it } from 'vitest';
import { parseEnvFile } from './parse-env-file.mjs';

it('reads plain, quoted and exported values, and leaves comments out', () => {
  const text = [
    '# a comment',
    'PLAIN=value # behind it',
    '  export SPACED =  two words  ',
    `SINGLE='as $is\\n # here' # not here`,
    'DOUBLE="line\\nnext \\"quoted\\" # kept"',
    'HASH=a#b',
    'EMPTY=',
    'URL=postgres://u:p@h/db?x=1',
    'not an assignment',
    '1BAD=x',
  ].join('\r\n');
  expect(parseEnvFile(text)).toEqual({
    PLAIN: 'value',
    SPACED: 'two words',
    SINGLE: 'as $is\\n # here',
    DOUBLE: 'line\nnext "quoted" # kept',
    HASH: 'a#b',
    EMPTY: '',
    URL: 'postgres://u:p@h/db?x=1',
  });
});
