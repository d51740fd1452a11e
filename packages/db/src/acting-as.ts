import { escapeIdentifier, escapeLiteral } from 'pg';
import type { ActsAs } from './database.ts';

/** For the rest of a transaction. */
export const actingAs = ({ role, tenantId }: ActsAs): string =>
  `set local role ${escapeIdentifier(role)}; set local app.tenant_id = ${escapeLiteral(tenantId)}`;
