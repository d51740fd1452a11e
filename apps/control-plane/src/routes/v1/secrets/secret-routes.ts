import type { Dependencies } from '../../../dependencies.ts';
import type { App } from '../../app-type.ts';
import { deleteSecretRoute } from './delete-secret.ts';
import { getSecretRoute } from './get-secret.ts';
import { listSecretsRoute } from './list-secrets.ts';
import { putSecretRoute } from './put-secret.ts';

export function secretRoutes(app: App, dependencies: Dependencies): void {
  listSecretsRoute(app, dependencies);
  getSecretRoute(app, dependencies);
  putSecretRoute(app, dependencies);
  deleteSecretRoute(app, dependencies);
}
