/** What Twilio refuses, by its own numbers. @see https://www.twilio.com/docs/api/errors */
export const refusals = {
  20001: [400, 'Bad request'],
  20003: [401, 'Authenticate'],
  20005: [403, 'Account not active'],
  20404: [404, 'The requested resource was not found'],
  20429: [429, 'Too Many Requests'],
  20500: [500, 'An internal server error has occurred'],
  21201: [400, "No 'To' number is specified"],
  21205: [400, 'Url parameter is required.'],
  21210: [400, "'From' phone number not verified"],
  21211: [400, "Invalid 'To' Phone Number"],
  21212: [400, "Invalid 'From' Phone Number"],
  21215: [
    400,
    'Account not authorized to call that number. Perhaps you need to enable some international permissions',
  ],
  21220: [400, 'Invalid call state: the call is not in progress'],
  21248: [400, 'Trunk domain already taken'],
  21421: [400, 'PhoneNumber is invalid'],
  21422: [400, 'PhoneNumber is not available'],
  21452: [400, 'No phone numbers found in area code'],
  21631: [400, 'Phone Number Requires an Address but the AddressSid parameter was empty'],
  21649: [400, 'Bundle required: the phone number needs a BundleSid'],
} as const satisfies Record<number, readonly [status: number, message: string]>;
export type RefusalCode = keyof typeof refusals;

/** An error as Twilio answers it. */
export class TwilioRefusal extends Error {
  readonly code: RefusalCode;
  readonly status: number;

  constructor(code: RefusalCode, message: string = refusals[code][1]) {
    super(message);
    this.code = code;
    this.status = refusals[code][0];
  }

  get body() {
    const { code, message, status } = this;
    return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
  }
}
