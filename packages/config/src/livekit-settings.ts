import { z } from 'zod';
import { urlSetting } from './setting-schemas.ts';

/** How a part that joins rooms reaches LiveKit. */
export const livekitSettings = {
  livekitUrl: {
    doc: 'The LiveKit server. `npm start` starts one when it is unset.',
    env: 'LIVEKIT_URL',
    schema: urlSetting('ws', 'wss', 'http', 'https').transform((url) => url.replace(/^http/, 'ws')),
    example: 'wss://livekit.example.com',
  },
  livekitApiKey: { doc: 'API key of LIVEKIT_URL.', env: 'LIVEKIT_API_KEY', schema: z.string('is missing') },
  livekitApiSecret: {
    doc: 'API secret of LIVEKIT_URL.',
    env: 'LIVEKIT_API_SECRET',
    schema: z.string('is missing'),
    secret: true,
  },
};
