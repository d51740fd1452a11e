import { z } from 'zod';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

/** From `opens` up to, not including, `closes`, on the local clock; `closes` before `opens` is on the next day. */
export const openIntervalSchema = z
  .object({
    opens: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write the time as HH:MM, from 00:00 to 23:59.'),
    closes: z
      .string()
      .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'Write the time as HH:MM, from 00:00 to 24:00.'),
  })
  .refine(({ opens, closes }) => opens !== closes, {
    path: ['closes'],
    message: 'Opening and closing time are the same. For a whole day write 00:00 to 24:00.',
  });

/** What holds on one date in place of its weekday's hours; without intervals it is closed all day. */
export const holidaySchema = z.object({
  date: z.iso.date('Write the date as YYYY-MM-DD.'),
  name: z.string().min(1).max(100),
  intervals: z.array(openIntervalSchema).max(10).default([]),
});

const dayHours = z.array(openIntervalSchema).max(10).default([]);

/** When a business is open. A weekday without intervals is closed. */
export const openingHoursSchema = z.object({
  time_zone: z.string().refine(isTimeZone, 'Give a time zone by its IANA name, like Europe/Berlin.'),
  weekly: z
    .object({
      mon: dayHours,
      tue: dayHours,
      wed: dayHours,
      thu: dayHours,
      fri: dayHours,
      sat: dayHours,
      sun: dayHours,
    })
    .prefault({}),
  holidays: z.array(holidaySchema).max(400).default([]),
});
export type OpeningHours = z.infer<typeof openingHoursSchema>;
export type OpenInterval = z.infer<typeof openIntervalSchema>;
