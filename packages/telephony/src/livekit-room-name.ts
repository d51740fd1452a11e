import { type TenantId, tenantIdSchema } from '@parley/contracts';

/** The name of a tenant's room in LiveKit, where all tenants share one name space. */
export const composeLiveKitRoomName = (tenantId: TenantId, room: string): string => `${tenantId}.${room}`;

/** @returns undefined for a room that is not one of ours. */
export function parseLiveKitRoomName(livekitRoom: string): { tenantId: TenantId; room: string } | undefined {
  const dot = livekitRoom.indexOf('.');
  const tenantId = tenantIdSchema.safeParse(livekitRoom.slice(0, Math.max(dot, 0)));
  const room = livekitRoom.slice(dot + 1);
  return tenantId.success && room !== '' ? { tenantId: tenantId.data, room } : undefined;
}
