import { pathToFileURL } from 'node:url';
import { runWorker } from './worker/run-worker.ts';

// A child process that imports this file must not start another worker.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runWorker(process.argv.slice(2));
