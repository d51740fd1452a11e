import { startQuickWorker } from './quick-worker.ts';
import type { QuickNews } from './quick-workers.ts';

const tell = (news: QuickNews) => process.send?.(news);

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
