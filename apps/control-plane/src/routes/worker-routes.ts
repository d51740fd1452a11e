import type { Dependencies } from '../dependencies.ts';
import { authenticateWorker } from '../plugins/authenticate-worker.ts';
import type { App } from './app-type.ts';
import { announceRecordingRoute } from './worker/announce-recording.ts';
import { answerTransferRoute } from './worker/answer-transfer.ts';
import { createTicketRoute } from './worker/create-ticket.ts';
import { getBriefRoute } from './worker/get-brief.ts';
import { optOutRoute } from './worker/opt-out.ts';
import { reportEventsRoute } from './worker/report-events.ts';
import { reportJobEndRoute } from './worker/report-job-end.ts';
import { searchKnowledgeRoute } from './worker/search-knowledge.ts';
import { storeRecordingRoute } from './worker/store-recording.ts';
import { transferSessionRoute } from './worker/transfer-call.ts';

/** For the job that serves a session; its token opens that one session. */
export function workerRoutes(app: App, dependencies: Dependencies): void {
  const { config, clock } = dependencies;
  app.addHook('onRequest', authenticateWorker({ secret: config.secret, clock }));
  getBriefRoute(app, dependencies);
  searchKnowledgeRoute(app, dependencies);
  createTicketRoute(app, dependencies);
  optOutRoute(app, dependencies);
  transferSessionRoute(app, dependencies);
  answerTransferRoute(app, dependencies);
  announceRecordingRoute(app, dependencies);
  app.register(async (child: App) => storeRecordingRoute(child, dependencies));
  reportEventsRoute(app, dependencies);
  reportJobEndRoute(app, dependencies);
}
