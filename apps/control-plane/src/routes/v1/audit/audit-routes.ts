import type { Dependencies } from '../../../dependencies.ts';
import type { App } from '../../app-type.ts';
import { listAuditRoute } from './list-audit.ts';

export function auditRoutes(app: App, dependencies: Dependencies): void {
  listAuditRoute(app, dependencies);
}
