import type { Dependencies } from '../../../dependencies.ts';
import type { App } from '../../app-type.ts';
import { deleteRecordingRoute } from './delete-recording.ts';
import { findSessionsRoute } from './find-sessions.ts';
import { getRecordingRoute } from './get-recording.ts';
import { getSessionDetailsRoute } from './get-session-details.ts';
import { searchTranscriptsRoute } from './search-transcripts.ts';

export function sessionRoutes(app: App, dependencies: Dependencies): void {
  findSessionsRoute(app, dependencies);
  getSessionDetailsRoute(app, dependencies);
  getRecordingRoute(app, dependencies);
  deleteRecordingRoute(app, dependencies);
  searchTranscriptsRoute(app, dependencies);
}
