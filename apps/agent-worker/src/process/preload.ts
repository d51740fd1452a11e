// Loaded first in every process that the worker starts: the jobs' and LiveKit's own for inference.

import { endWithParent } from './follow-parent.ts';
import { letCallsBegin } from './let-calls-begin.ts';

if (process.send) endWithParent();
if (process.send) await letCallsBegin();
