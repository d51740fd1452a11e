/** What a carrier may answer, or fail to. */
export const carrierProblems = [
  'CARRIER_NOT_CONNECTED',
  'CARRIER_FUNDS',
  'CARRIER_REFUSED',
  'CARRIER_UNAVAILABLE',
  'NUMBER_NOT_AVAILABLE',
] as const;
