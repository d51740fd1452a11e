import {
  type ConfigOf,
  countSetting,
  defineConfig,
  flagSetting,
  listSetting,
  portSetting,
  providerSettings,
  urlSetting,
} from '@parley/config';
import { z } from 'zod';
import { pricePattern } from './price-table-of.ts';

export const configDefinition = defineConfig({
  host: {
    doc: 'Address to listen on. Beyond loopback it is refused with demo credentials or default secrets.',
    env: 'PARLEY_HOST',
    schema: z.string(),
    default: '127.0.0.1',
  },
  port: { doc: 'Port of the control plane.', env: 'PARLEY_PORT', schema: portSetting, default: 8080 },
  publicUrl: {
    doc: 'Where browsers and API clients reach the control plane. Unset: http://HOST:PORT.',
    env: 'PARLEY_PUBLIC_URL',
    schema: urlSetting('http', 'https').optional(),
    example: 'https://parley.example.com',
  },
  secret: {
    doc: 'Signs access and worker tokens; at least 32 random characters. `npm start` makes one.',
    env: 'PARLEY_SECRET',
    schema: z.string('is missing').min(32, 'use at least 32 random characters'),
    secret: true,
  },
  masterKeys: {
    doc: 'Keys that seal the tenants’ secrets, VERSION:BASE64 of 32 bytes, separated by commas; the greatest version seals, the others still open. Unset: derived from PARLEY_SECRET.',
    env: 'PARLEY_MASTER_KEYS',
    schema: listSetting,
    default: [],
    secret: true,
  },
  smtpUrl: {
    doc: 'Mail server for links to people, smtp://USER:PASSWORD@HOST:PORT or smtps://. Unset: no mail is sent; at log level debug the log has it.',
    env: 'PARLEY_SMTP_URL',
    schema: urlSetting('smtp', 'smtps').optional(),
    secret: true,
  },
  mailFrom: {
    doc: 'Sender of mail.',
    env: 'PARLEY_MAIL_FROM',
    schema: z.string(),
    default: 'Parley <parley@localhost>',
  },
  dataDir: {
    doc: 'Folder for the built-in database, for demo.json and for spoken phrases.',
    env: 'PARLEY_DATA_DIR',
    schema: z.string(),
    default: '.parley',
  },
  recordingsDir: {
    doc: 'Folder for the recordings of calls. Unset: recordings/ in PARLEY_DATA_DIR.',
    env: 'PARLEY_RECORDINGS_DIR',
    schema: z.string().optional(),
    example: '/var/lib/parley/recordings',
  },
  databaseUrl: {
    doc: 'Postgres, as a role that cannot bypass row-level security. Unset: a built-in database in PARLEY_DATA_DIR.',
    env: 'DATABASE_URL',
    schema: urlSetting('postgres', 'postgresql').optional(),
    secret: true,
  },
  databaseOwnerUrl: {
    doc: 'The same database as its owner, for migrations. Unset: they must have been run.',
    env: 'PARLEY_DATABASE_OWNER_URL',
    schema: urlSetting('postgres', 'postgresql').optional(),
    secret: true,
  },
  trustedProxies: {
    doc: 'Addresses or networks (CIDR) of proxies whose X-Forwarded-For is believed, separated by commas.',
    env: 'PARLEY_TRUSTED_PROXIES',
    schema: listSetting.pipe(
      z.array(
        z
          .string()
          .regex(/^[0-9a-fA-F.:]+(\/\d{1,3})?$|^loopback$/, 'expected addresses or networks like 10.0.0.0/8'),
      ),
    ),
    default: [],
  },
  webhookAllowedNetworks: {
    doc: 'Addresses or networks (CIDR) beyond the public internet that webhooks may be sent to, separated by commas.',
    env: 'PARLEY_WEBHOOK_ALLOWED_NETWORKS',
    schema: listSetting.pipe(
      z.array(
        z.string().regex(/^[0-9a-fA-F.:]+(\/\d{1,3})?$/, 'expected addresses or networks like 10.0.0.0/8'),
      ),
    ),
    default: [],
  },
  rateLimitPerAddress: {
    doc: 'Requests a minute that one address may make, with or without valid credentials. 0: no limit.',
    env: 'PARLEY_RATE_LIMIT_PER_ADDRESS',
    schema: countSetting,
    default: 12_000,
  },
  rateLimitPerKey: {
    doc: 'Requests a minute that one API key or user may make. 0: no limit.',
    env: 'PARLEY_RATE_LIMIT_PER_KEY',
    schema: countSetting,
    default: 6_000,
  },
  rateLimitPerTenant: {
    doc: 'Requests a minute that all keys and users of a tenant may make together. 0: no limit.',
    env: 'PARLEY_RATE_LIMIT_PER_TENANT',
    schema: countSetting,
    default: 12_000,
  },
  webhookTimeoutMs: {
    doc: 'Milliseconds that an endpoint has to answer a webhook.',
    env: 'PARLEY_WEBHOOK_TIMEOUT_MS',
    schema: countSetting.pipe(
      z.number().min(100, 'expected 100 or more').max(60_000, 'expected at most 60000'),
    ),
    default: 15_000,
  },
  webhookRetrySeconds: {
    doc: 'Pauses before a webhook that failed is sent again, in seconds, separated by commas; after the last it is given up. Unset: 18 of them, from 5 seconds to 5 hours, together a day.',
    env: 'PARLEY_WEBHOOK_RETRY_SECONDS',
    schema: listSetting.pipe(
      z.array(z.string().transform(Number).pipe(z.number('expected numbers').min(0, 'expected 0 or more'))),
    ),
    default: [],
  },
  embeddingsUrl: {
    doc: 'An OpenAI-compatible API that makes embeddings; it is sent the knowledge of all tenants. With it, and pgvector in the database, search finds what means alike. Unset: search goes by words.',
    env: 'PARLEY_EMBEDDINGS_URL',
    schema: urlSetting('http', 'https').optional(),
    example: 'https://api.openai.com/v1',
  },
  embeddingsKey: {
    doc: 'Key for PARLEY_EMBEDDINGS_URL.',
    env: 'PARLEY_EMBEDDINGS_KEY',
    schema: z.string().optional(),
    secret: true,
  },
  embeddingsModel: {
    doc: 'Model for embeddings. After a change all knowledge is embedded anew.',
    env: 'PARLEY_EMBEDDINGS_MODEL',
    schema: z.string(),
    default: 'text-embedding-3-small',
  },
  embeddingsMinSimilarity: {
    doc: 'Cosine similarity from which a passage has to do with a question; it depends on the model.',
    env: 'PARLEY_EMBEDDINGS_MIN_SIMILARITY',
    schema: z.coerce.number('expected a number from 0 to 1').min(0).max(1),
    default: 0.3,
  },
  corsOrigins: {
    doc: 'Origins of pages that may call the API, separated by commas. Unset: only our own pages.',
    env: 'PARLEY_CORS_ORIGINS',
    schema: listSetting.pipe(
      z.array(
        z
          .string()
          .refine(
            (origin) => URL.parse(origin)?.origin === origin,
            'expected origins like https://app.example.com',
          ),
      ),
    ),
    default: [],
  },
  metricsToken: {
    doc: 'Bearer token for GET /metrics, at least 16 characters. Unset: on loopback anybody may read them, and nobody beyond it or through a proxy.',
    env: 'PARLEY_METRICS_TOKEN',
    schema: z.string().min(16, 'use at least 16 random characters').optional(),
    secret: true,
  },
  logLevel: {
    doc: 'Least serious level that is logged: trace, debug, info, warn, error, fatal or silent.',
    env: 'PARLEY_LOG_LEVEL',
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
    default: 'info',
  },
  demo: {
    doc: 'Seeds two demo tenants and writes their credentials to demo.json. `npm start` sets it.',
    env: 'PARLEY_DEMO',
    schema: flagSetting,
    default: false,
  },
  webDir: {
    doc: 'The built web app that is served at /.',
    env: 'PARLEY_WEB_DIR',
    schema: z.string(),
    default: 'apps/web/dist',
  },
  livekitUrl: {
    doc: 'The LiveKit server. `npm start` starts one when it is unset.',
    env: 'LIVEKIT_URL',
    schema: urlSetting('ws', 'wss', 'http', 'https'),
    example: 'wss://livekit.example.com',
  },
  sipApiUrl: {
    doc: 'Where trunks and calls are asked for: LiveKit’s SIP API. Unset: LIVEKIT_URL. `npm start` sets it to its own phone gateway.',
    env: 'PARLEY_SIP_API_URL',
    schema: urlSetting('http', 'https').optional(),
    example: 'http://127.0.0.1:8082',
  },
  sipAddress: {
    doc: 'Where telephones reach the SIP service, as host:port; told in demo.json.',
    env: 'PARLEY_SIP_ADDRESS',
    schema: z.string().optional(),
    example: '127.0.0.1:5060',
  },
  phonePublicUrl: {
    doc: 'Where Twilio reaches the phone gateway for media streams. Unset: calls to numbers without SIP trunk are turned away.',
    env: 'PARLEY_PHONE_PUBLIC_URL',
    schema: urlSetting('ws', 'wss').optional(),
    example: 'wss://phone.example.com',
  },
  twilioApiUrl: {
    doc: 'Twilio’s API; another one for tests.',
    env: 'PARLEY_TWILIO_API_URL',
    schema: urlSetting('http', 'https'),
    default: 'https://api.twilio.com',
  },
  twilioTrunkingUrl: {
    doc: 'Twilio’s API of SIP trunks; another one for tests.',
    env: 'PARLEY_TWILIO_TRUNKING_URL',
    schema: urlSetting('http', 'https'),
    default: 'https://trunking.twilio.com',
  },
  twilioSipNetworks: {
    doc: 'Networks from which Twilio’s SIP trunks call, separated by commas: those of all its regions.',
    env: 'PARLEY_TWILIO_SIP_NETWORKS',
    schema: listSetting,
    default: [
      '54.172.60.0/30',
      '54.244.51.0/30',
      '54.171.127.192/30',
      '35.156.191.128/30',
      '54.65.63.192/30',
      '54.169.127.128/30',
      '54.252.254.64/30',
      '177.71.206.192/30',
    ],
  },
  mostCalls: {
    doc: 'Telephone calls of all tenants at once, in and out: at this number no further one is dialled.',
    env: 'PARLEY_MAX_CALLS',
    schema: z.coerce.number().int().min(1).max(100_000),
    default: 100,
  },
  callsPerSecond: {
    doc: 'Telephone calls of all tenants that may begin to be dialled within a second.',
    env: 'PARLEY_MAX_CALLS_PER_SECOND',
    schema: z.coerce.number().int().min(1).max(10_000),
    default: 20,
  },
  callRates: {
    doc: 'What a minute of a call out costs, in cents, by prefix, for spend caps; * is for all others. A tenant’s own rates go before.',
    env: 'PARLEY_CALL_RATES',
    schema: listSetting.pipe(
      z.array(
        z
          .string()
          .regex(/^(\*|\+[1-9]\d{0,14})=\d{1,6}(\.\d{1,4})?$/, 'expected PREFIX=CENTS, as in +1=1.5,*=10'),
      ),
    ),
    default: ['*=10'],
  },
  prices: {
    doc: 'What providers charge, in cents: MODEL/UNIT=CENTS, separated by commas. Units: input_tokens, cached_input_tokens, output_tokens, characters (a million of them) and minutes (of audio). session/minutes is for each minute with the agent, inbound/minutes for calls in. For what a session cost.',
    env: 'PARLEY_PRICES',
    schema: listSetting.pipe(
      z.array(
        z
          .string()
          .regex(
            pricePattern,
            'expected MODEL/UNIT=CENTS, as in gpt-4o-mini/input_tokens=15,sonic-3/characters=3500',
          ),
      ),
    ),
    default: [],
  },
  currency: {
    doc: 'ISO 4217 code of the currency in which prices and call rates are set; cents are its hundredths.',
    env: 'PARLEY_CURRENCY',
    schema: z.string().regex(/^[A-Z]{3}$/, 'expected three letters, as in USD'),
    default: 'USD',
  },
  livekitApiKey: { doc: 'API key of LIVEKIT_URL.', env: 'LIVEKIT_API_KEY', schema: z.string('is missing') },
  livekitApiSecret: {
    doc: 'API secret of LIVEKIT_URL.',
    env: 'LIVEKIT_API_SECRET',
    schema: z.string('is missing'),
    secret: true,
  },
  livekitPublicUrl: {
    doc: 'Where browsers reach LiveKit. Unset: LIVEKIT_URL.',
    env: 'LIVEKIT_PUBLIC_URL',
    schema: urlSetting('ws', 'wss').optional(),
    example: 'wss://livekit.example.com',
  },
  ...providerSettings,
  analysis: {
    doc: 'Has a language model summarise and rate each call when it is over.',
    env: 'PARLEY_ANALYSIS',
    schema: flagSetting,
    default: true,
  },
  analysisModel: {
    doc: 'Which model does so where the agent names none.',
    env: 'PARLEY_ANALYSIS_MODEL',
    schema: z.string(),
    default: 'gpt-4.1-mini',
  },
  agentName: {
    doc: 'Name under which workers register with LiveKit and are dispatched.',
    env: 'PARLEY_AGENT_NAME',
    schema: z.string(),
    default: 'parley',
  },
});

export type ControlPlaneConfig = ConfigOf<typeof configDefinition>;
