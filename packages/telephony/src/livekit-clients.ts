import { AgentDispatchClient, RoomServiceClient } from 'livekit-server-sdk';

export interface LiveKitSettings {
  /** ws, wss, http or https. */
  url: string;
  apiKey: string;
  apiSecret: string;
  /** Milliseconds that one call to LiveKit may take; 3000 unless told. */
  timeoutMs?: number;
}

export interface LiveKitClients {
  rooms: RoomServiceClient;
  dispatches: AgentDispatchClient;
}

export function createLiveKitClients({ url, apiKey, apiSecret, timeoutMs }: LiveKitSettings): LiveKitClients {
  const options = { requestTimeout: (timeoutMs ?? 3000) / 1000, failover: false };
  return {
    rooms: new RoomServiceClient(url, apiKey, apiSecret, options),
    dispatches: new AgentDispatchClient(url, apiKey, apiSecret, options),
  };
}
