import { isCollectedHandle } from '@parley/observability';
import { startQuickWorker } from './quick-worker.ts';
import type { QuickNews } from './quick-workers.ts';

const tell = (news: QuickNews) => process.send?.(news);

// What LiveKit's library throws when it forgets a room that is over ends nothing.
process.on('uncaughtException', (error) => {
  if (isCollectedHandle(error)) return;
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
process.once('disconnect', () => process.exit(0));
const worker = await startQuickWorker({
  ...JSON.parse(process.argv[2] ?? ''),
  onJob: () => tell('job'),
  onFull: () => tell('full'),
});
tell('ready');
await worker.drained;
await worker.close();
process.exit(0);
