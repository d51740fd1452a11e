import type { Dependencies } from '../../../dependencies.ts';
import type { App } from '../../app-type.ts';
import { activateAgentRoute } from './activate-agent.ts';
import { archiveAgentRoute } from './archive-agent.ts';
import { checkAgentRoute } from './check-agent.ts';
import { compareAgentVersionsRoute } from './compare-agent-versions.ts';
import { createAgentRoute } from './create-agent.ts';
import { deactivateAgentRoute } from './deactivate-agent.ts';
import { findAgentsRoute } from './find-agents.ts';
import { getAgentRoute } from './get-agent.ts';
import { getAgentVersionRoute } from './get-agent-version.ts';
import { listAgentVersionsRoute } from './list-agent-versions.ts';
import { publishAgentRoute } from './publish-agent.ts';
import { rollBackAgentRoute } from './roll-back-agent.ts';
import { updateAgentRoute } from './update-agent.ts';

export function agentRoutes(app: App, dependencies: Dependencies): void {
  createAgentRoute(app, dependencies);
  findAgentsRoute(app, dependencies);
  getAgentRoute(app, dependencies);
  updateAgentRoute(app, dependencies);
  archiveAgentRoute(app, dependencies);
  publishAgentRoute(app, dependencies);
  rollBackAgentRoute(app, dependencies);
  listAgentVersionsRoute(app, dependencies);
  getAgentVersionRoute(app, dependencies);
  compareAgentVersionsRoute(app, dependencies);
  checkAgentRoute(app, dependencies);
  activateAgentRoute(app, dependencies);
  deactivateAgentRoute(app, dependencies);
}
