import { join } from 'node:path';
import { repository } from './repository.ts';

/** The file of a scenario that these suites bring themselves. */
export const ownScenario = (name: string): string =>
  join(repository, 'tests/calls/scenarios', `${name}.yaml`);
