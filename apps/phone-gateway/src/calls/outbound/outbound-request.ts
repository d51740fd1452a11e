import type { RoomPlan } from '../matching/evaluate-rule.ts';

/** A call to make, with trunk and request put together. */
export interface OutboundRequest {
  plan: RoomPlan;
  trunkId: string;
  to: { user: string; host: string; port?: number; protocol?: 'UDP' | 'TCP' };
  from: { user: string; displayName?: string; host?: string };
  credentials?: { username: string; password: string };
  headers: Record<string, string>;
  /** Pressed after the answer; `w` waits half a second. */
  dtmf: string;
  playDialtone: boolean;
  waitUntilAnswered: boolean;
  ringingTimeoutMs: number;
  maxDurationMs: number;
  mediaTimeoutMs: number | undefined;
}
