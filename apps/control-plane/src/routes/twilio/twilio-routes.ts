import type { Dependencies } from '../../dependencies.ts';
import type { App } from '../app-type.ts';
import { receiveStatusRoute } from './receive-status.ts';
import { receiveVoiceRoute } from './receive-voice.ts';

const bodyLimit = 64 * 1024;

/** What Twilio asks and tells: forms, signed with the auth token of the tenant that they are for. */
export function twilioRoutes(app: App, dependencies: Dependencies): void {
  // The signature covers every field as it was sent, so the body stays a text.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit },
    (_, body, done) => done(null, body),
  );
  receiveVoiceRoute(app, dependencies);
  receiveStatusRoute(app, dependencies);
}
