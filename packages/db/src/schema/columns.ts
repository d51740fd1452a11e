import type { TenantId } from '@parley/contracts';
import { integer, text, timestamp } from 'drizzle-orm/pg-core';

/** A point in time, kept in UTC to the millisecond. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

export const createdAt = () => instant('created_at').notNull().defaultNow();

export const updatedAt = () => instant('updated_at').notNull().defaultNow();

/** Counts the changes of a row; its ETag. */
export const revision = () => integer('revision').notNull().default(1);

export const tenantId = () => text('tenant_id').$type<TenantId>().notNull();
