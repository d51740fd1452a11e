import { z } from 'zod';
import { agentIdSchema, phoneNumberIdSchema, sipTrunkIdSchema } from '../ids.ts';
import { e164Schema } from './e164.ts';

/**
 * Who answers outside the agent's opening hours: `agent`, as its own configuration says; `other_agent`;
 * `voicemail`: the agent takes a message; `closed_message`: it says that the business is closed, and hangs up.
 */
export const outsideHoursSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('agent') }),
  z.object({ do: z.literal('other_agent'), agent_id: agentIdSchema }),
  z.object({ do: z.literal('voicemail') }),
  z.object({ do: z.literal('closed_message') }),
]);
export type OutsideHours = z.infer<typeof outsideHoursSchema>;

export const numberRouting = {
  /** Who answers; null: nobody, and callers hear that the number is not in service. */
  agent_id: agentIdSchema.nullable(),
  outside_hours: outsideHoursSchema.default({ do: 'agent' }),
  label: z.string().trim().max(100).default(''),
};

export const createPhoneNumberBodySchema = z
  .object({ number: e164Schema, trunk_id: sipTrunkIdSchema, ...numberRouting })
  .meta({ id: 'CreatePhoneNumber' });
export type CreatePhoneNumberBody = z.input<typeof createPhoneNumberBodySchema>;

export const updatePhoneNumberBodySchema = z
  .object({ trunk_id: sipTrunkIdSchema, ...numberRouting })
  .meta({ id: 'PutPhoneNumber' });
export type UpdatePhoneNumberBody = z.input<typeof updatePhoneNumberBodySchema>;

export const phoneNumberSchema = z
  .object({
    number_id: phoneNumberIdSchema,
    number: z.string(),
    trunk_id: sipTrunkIdSchema,
    agent_id: agentIdSchema.nullable(),
    outside_hours: outsideHoursSchema,
    label: z.string(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'PhoneNumber' });
export type PhoneNumber = z.infer<typeof phoneNumberSchema>;

export const phoneNumberParamsSchema = z.object({ id: phoneNumberIdSchema });
export const listPhoneNumbersResponseSchema = z
  .object({ numbers: z.array(phoneNumberSchema) })
  .meta({ id: 'PhoneNumberList' });
