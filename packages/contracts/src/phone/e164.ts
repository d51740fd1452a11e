import { z } from 'zod';

/** A telephone number as the world dials it: a plus, the country's code, and the rest, without spaces. */
export const e164Schema = z
  .string('a number is required')
  .trim()
  .regex(
    /^\+[1-9]\d{6,14}$/,
    'write the number in E.164: a plus, the country code and the number, as in +15550100',
  )
  .meta({ pattern: '^\\+[1-9]\\d{6,14}$', examples: ['+12025550123'] });
