import type { Dependencies } from '../../../dependencies.ts';
import type { App } from '../../app-type.ts';
import { createApiKeyRoute } from './create-api-key.ts';
import { getApiKeyRoute } from './get-api-key.ts';
import { listApiKeysRoute } from './list-api-keys.ts';
import { renameApiKeyRoute } from './rename-api-key.ts';
import { revokeApiKeyRoute } from './revoke-api-key.ts';
import { rotateApiKeyRoute } from './rotate-api-key.ts';

export function apiKeyRoutes(app: App, dependencies: Dependencies): void {
  createApiKeyRoute(app, dependencies);
  getApiKeyRoute(app, dependencies);
  listApiKeysRoute(app, dependencies);
  renameApiKeyRoute(app, dependencies);
  revokeApiKeyRoute(app, dependencies);
  rotateApiKeyRoute(app, dependencies);
}
