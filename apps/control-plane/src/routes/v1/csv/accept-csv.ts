import { DomainError } from '@parley/core';
import { decodeBytes } from '../../../documents/reading/decode-text.ts';
import type { App } from '../../app-type.ts';

/** Takes CSV bodies as texts in the routes of this plugin: spreadsheets save them in more encodings than one. */
export function acceptCsv(app: App): void {
  app.addContentTypeParser('text/csv', { parseAs: 'buffer' }, async (_: unknown, body: Buffer) => {
    const text = decodeBytes(body);
    if (text !== undefined) return text;
    const message = 'The encoding of this text cannot be told. Save it as UTF-8.';
    throw new DomainError('VALIDATION_FAILED', message, [{ path: '', message }]);
  });
}
