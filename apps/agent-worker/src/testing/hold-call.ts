// A job's process with a call: tells the worker of it, and stays.
import { tellWorker } from '../process/tell-worker.ts';

tellWorker({ sessionId: 'ses_1', token: 't' });
setInterval(() => {}, 60_000);
