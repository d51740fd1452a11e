import { type ConfigOf, defineConfig, listSetting, livekitSettings, portSetting } from '@parley/config';
import { z } from 'zod';

const wholeNumber = (least: number) =>
  z.coerce
    .number('expected a number')
    .int('expected a whole number')
    .min(least, `expected at least ${least}`);

export const configDefinition = defineConfig({
  sipHost: {
    doc: 'Address on which the phone gateway listens for SIP and its audio. Beyond loopback it wants PARLEY_SIP_ALLOWED_ADDRESSES or trunks with a password.',
    env: 'PARLEY_SIP_HOST',
    schema: z.string(),
    default: '127.0.0.1',
  },
  sipPort: {
    doc: 'Port of SIP over UDP and TCP; another when it is busy.',
    env: 'PARLEY_SIP_PORT',
    schema: portSetting,
    default: 5060,
  },
  sipAdvertisedHost: {
    doc: 'Address that telephones are told to answer to, when it is not PARLEY_SIP_HOST: behind a NAT, or on 0.0.0.0.',
    env: 'PARLEY_SIP_ADVERTISED_HOST',
    schema: z.string().optional(),
    example: '203.0.113.7',
  },
  sipAllowedAddresses: {
    doc: 'Addresses and networks whose calls are taken without a password, with commas between them.',
    env: 'PARLEY_SIP_ALLOWED_ADDRESSES',
    schema: listSetting,
    default: [],
    example: '10.0.0.0/8,203.0.113.9',
  },
  host: {
    doc: 'Address of the SIP API and the health endpoint.',
    env: 'PARLEY_HOST',
    schema: z.string(),
    default: '127.0.0.1',
  },
  port: {
    doc: 'Port of the phone gateway: LiveKit’s SIP API, Twilio’s streams, GET /health.',
    env: 'PARLEY_PHONE_PORT',
    schema: portSetting,
    default: 8082,
  },
  maxCalls: {
    doc: 'Calls that one phone gateway carries at once; beyond it they are answered with 503.',
    env: 'PARLEY_PHONE_MAX_CALLS',
    schema: wholeNumber(1),
    default: 10,
  },
  mediaTimeoutS: {
    doc: 'Seconds without any audio packet from the telephone after which a call is over; a call on hold is exempt.',
    env: 'PARLEY_PHONE_MEDIA_TIMEOUT_S',
    schema: wholeNumber(1),
    default: 15,
  },
  drainS: {
    doc: 'Seconds that calls may go on after SIGTERM.',
    env: 'PARLEY_PHONE_DRAIN_S',
    schema: wholeNumber(0),
    default: 1,
  },
  dataDir: {
    doc: 'Folder for the built-in database, for demo.json and for spoken phrases.',
    env: 'PARLEY_DATA_DIR',
    schema: z.string(),
    default: '.parley',
  },
  logLevel: {
    doc: 'Least serious level that is logged: trace, debug, info, warn, error, fatal or silent.',
    env: 'PARLEY_LOG_LEVEL',
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
    default: 'info',
  },
  ...livekitSettings,
});

export type GatewayConfig = ConfigOf<typeof configDefinition>;
