import { z } from 'zod';
import { transferModeSchema } from '../agents/transfer-target.ts';
import { transferIdSchema } from '../ids.ts';

/**
 * `dialing`: the other telephone is being rung, or for a cold transfer the carrier asked to do so; `ringing`;
 * `briefing`: a person has answered and is told what the call is about; `joining`: that person takes the call;
 * `completed`: caller and person have each other; `failed`: the caller is with the agent again, or gone.
 */
export const transferStates = ['dialing', 'ringing', 'briefing', 'joining', 'completed', 'failed'] as const;
export const transferStateSchema = z.enum(transferStates);
export type TransferState = z.infer<typeof transferStateSchema>;

/** Why nobody was reached. */
export const transferFailures = [
  'busy',
  'no_answer',
  'declined',
  /** Somebody, or a machine, answered and did not take the call. */
  'not_accepted',
  'unreachable',
  'invalid_number',
  'blocked',
  /** The caller's telephone or carrier knows no transfer. */
  'unsupported',
  'caller_hung_up',
  /** The agent was lost, or Parley stopped, in the middle of it. */
  'interrupted',
  'carrier_failed',
  'telephony_unavailable',
  'failed',
] as const;
export const transferFailureSchema = z.enum(transferFailures);
export type TransferFailure = z.infer<typeof transferFailureSchema>;

export const callTransferSchema = z
  .object({
    transfer_id: transferIdSchema,
    /** The key of the agent's transfer target; null for a number that was given itself. */
    target: z.string().nullable(),
    /** For people. */
    label: z.string(),
    /** The number or SIP address. */
    to: z.string(),
    mode: transferModeSchema,
    requested_by: z.enum(['agent', 'api']),
    state: transferStateSchema,
    /** Why it failed; null otherwise. */
    failure: transferFailureSchema.nullable(),
    /** For people: what lies behind the failure. */
    detail: z.string().nullable(),
    started_at: z.iso.datetime(),
    /** When a person answered; null for a cold transfer. */
    answered_at: z.iso.datetime().nullable(),
    ended_at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'CallTransfer' });
export type CallTransfer = z.infer<typeof callTransferSchema>;

/** Attribute of the participant who is rung up for a caller: the transfer's id. */
export const transferAttribute = 'parley.transfer';
/** Name of the agent's track that such a person hears, and the caller does not. */
export const briefingTrack = 'briefing';

export const isOpenTransfer = ({ state }: Pick<CallTransfer, 'state'>): boolean =>
  state !== 'completed' && state !== 'failed';

/** `to`: the key of one of the agent's transfer targets, its number or address, or a number that may be dialled. */
export const transferCallBodySchema = z
  .object({
    to: z
      .string('to is required')
      .trim()
      .min(1, 'to must not be empty')
      .max(340)
      .meta({ examples: ['maintenance', '+12025550123'] }),
    /** As the target says, or warm, when left out. */
    mode: transferModeSchema.optional(),
  })
  .meta({ id: 'TransferCall' });
export type TransferCallBody = z.input<typeof transferCallBodySchema>;

/** What came of the briefing. */
export const answerTransferBodySchema = z
  .object({ transfer_id: transferIdSchema, accepted: z.boolean(), failure: transferFailureSchema.optional() })
  .meta({ id: 'AnswerTransfer' });
export const answeredTransferSchema = z.object({ noted: z.literal(true) }).meta({ id: 'AnsweredTransfer' });
export type AnswerTransferBody = z.input<typeof answerTransferBodySchema>;
