import type { Dependencies } from '../../../dependencies.ts';
import type { App } from '../../app-type.ts';
import { deleteRecordingRoute } from './delete-recording.ts';
import { findSessionsRoute } from './find-sessions.ts';
import { getAnalysisRoute } from './get-analysis.ts';
import { getRecordingRoute } from './get-recording.ts';
import { getSessionDetailsRoute } from './get-session-details.ts';
import { requestAnalysisRoute } from './request-analysis.ts';
import { searchTranscriptsRoute } from './search-transcripts.ts';

export function sessionRoutes(app: App, dependencies: Dependencies): void {
  findSessionsRoute(app, dependencies);
  getSessionDetailsRoute(app, dependencies);
  getRecordingRoute(app, dependencies);
  deleteRecordingRoute(app, dependencies);
  getAnalysisRoute(app, dependencies);
  requestAnalysisRoute(app, dependencies);
  searchTranscriptsRoute(app, dependencies);
}
