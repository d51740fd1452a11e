import { type KnowledgeHit, searchKnowledgeResponseSchema } from '@parley/contracts';
import { callWorkerRoute, type WorkerAccess } from './worker-access.ts';

/** What the tenant's knowledge says about `query`, best first. Two tries: a caller is waiting. */
export async function searchKnowledge(
  access: WorkerAccess,
  input: { query: string; limit?: number },
): Promise<KnowledgeHit[]> {
  const { hits } = await callWorkerRoute(access, {
    name: 'searchSessionKnowledge',
    body: input,
    tries: 2,
    answer: searchKnowledgeResponseSchema,
  });
  return hits;
}
