import type { AnyMessage, Message, MessageType } from '@bufbuild/protobuf';
import type { ClaimGrants } from 'livekit-server-sdk';
import type { Permission } from './read-grants.ts';

export interface TwirpMethod {
  name: string;
  permission: Permission;
  request: MessageType;
  run(request: AnyMessage, grants: ClaimGrants, signal: AbortSignal): Promise<AnyMessage>;
}

export interface TypedMethod<Request extends Message<Request>, Response extends Message<Response>> {
  permission: Permission;
  request: MessageType<Request>;
  /** `signal` aborts when whoever asked has gone. */
  run(request: Request, grants: ClaimGrants, signal: AbortSignal): Response | Promise<Response>;
}

/** One method of livekit.SIP. */
export const twirpMethod = <Request extends Message<Request>, Response extends Message<Response>>(
  name: string,
  method: TypedMethod<Request, Response>,
): TwirpMethod => ({
  name,
  permission: method.permission,
  request: method.request as unknown as MessageType,
  run: async (request, grants, signal) =>
    (await method.run(request as unknown as Request, grants, signal)) as unknown as AnyMessage,
});
