import type { Dependencies } from '../../../dependencies.ts';
import type { App } from '../../app-type.ts';
import { createTenantRoute } from './create-tenant.ts';
import { getTenantRoute } from './get-tenant.ts';
import { resumeTenantRoute } from './resume-tenant.ts';
import { suspendTenantRoute } from './suspend-tenant.ts';
import { updateTenantRoute } from './update-tenant.ts';

export function accountRoutes(app: App, dependencies: Dependencies): void {
  createTenantRoute(app, dependencies);
  getTenantRoute(app, dependencies);
  resumeTenantRoute(app, dependencies);
  suspendTenantRoute(app, dependencies);
  updateTenantRoute(app, dependencies);
}
