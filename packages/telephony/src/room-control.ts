import { type CreateDispatchInput, createDispatch } from './dispatch/create-dispatch.ts';
import { deleteDispatch } from './dispatch/delete-dispatch.ts';
import { type DispatchStatus, inspectDispatch } from './dispatch/inspect-dispatch.ts';
import { type Dispatch, listDispatches } from './dispatch/list-dispatches.ts';
import { createLiveKitClients, type LiveKitSettings } from './livekit-clients.ts';
import { deleteRoom } from './rooms/delete-room.ts';
import { listParticipants } from './rooms/list-participants.ts';
import { listRooms, type RoomSummary } from './rooms/list-rooms.ts';
import { type OpenRoomInput, openRoom } from './rooms/open-room.ts';
import { removeParticipant } from './rooms/remove-participant.ts';
import type { RoomParticipant } from './rooms/room-participant.ts';
import { setRoomMetadata } from './rooms/set-room-metadata.ts';
import { type SubscriptionChange, updateSubscriptions } from './rooms/update-subscriptions.ts';

/** The port through which a server governs its rooms. Every method throws `LiveKitError` and nothing else. */
export interface RoomControl {
  openRoom(input: OpenRoomInput): Promise<void>;
  deleteRoom(livekitRoom: string): Promise<void>;
  listRooms(livekitRooms?: string[]): Promise<RoomSummary[]>;
  listParticipants(livekitRoom: string): Promise<RoomParticipant[]>;
  removeParticipant(input: { livekitRoom: string; identity: string }): Promise<void>;
  updateSubscriptions(input: SubscriptionChange): Promise<void>;
  setRoomMetadata(input: { livekitRoom: string; metadata: string }): Promise<void>;
  createDispatch(input: CreateDispatchInput): Promise<{ dispatchId: string }>;
  listDispatches(livekitRoom: string): Promise<Dispatch[]>;
  inspectDispatch(input: { livekitRoom: string; dispatchId: string }): Promise<DispatchStatus>;
  deleteDispatch(input: { livekitRoom: string; dispatchId: string }): Promise<void>;
}

export function createRoomControl(settings: LiveKitSettings): RoomControl {
  const clients = createLiveKitClients(settings);
  return {
    openRoom: (input) => openRoom(clients, input),
    deleteRoom: (livekitRoom) => deleteRoom(clients, livekitRoom),
    listRooms: (livekitRooms) => listRooms(clients, livekitRooms),
    listParticipants: (livekitRoom) => listParticipants(clients, livekitRoom),
    removeParticipant: (input) => removeParticipant(clients, input),
    updateSubscriptions: (input) => updateSubscriptions(clients, input),
    setRoomMetadata: (input) => setRoomMetadata(clients, input),
    createDispatch: (input) => createDispatch(clients, input),
    listDispatches: (livekitRoom) => listDispatches(clients, livekitRoom),
    inspectDispatch: (input) => inspectDispatch(clients, input),
    deleteDispatch: (input) => deleteDispatch(clients, input),
  };
}
