import type { Readable } from 'node:stream';
import { recordingContentType } from '@parley/contracts';
import type { App } from '../routes/app-type.ts';

/** For a child of the routes' plugin: its bodies are audio, and are handed on as they come. */
export function acceptRecording(app: App): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(recordingContentType, (_request, payload: Readable, done) => done(null, payload));
}
