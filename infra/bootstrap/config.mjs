/** The bootstrap's own settings, for .env.example. It runs before zod is installed, so there are no schemas. */
export const configDefinition = {
  cacheDir: {
    env: 'PARLEY_CACHE_DIR',
    doc: 'Where the LiveKit server and the speech recogniser are kept, for all checkouts of one user.',
    example: '~/.cache/parley',
  },
  livekitPort: {
    env: 'PARLEY_LIVEKIT_PORT',
    doc: 'Port of the LiveKit server that `npm start` starts. Unset: 7880, or the next free one.',
    example: '7880',
  },
  livekitTcpPort: {
    env: 'PARLEY_LIVEKIT_TCP_PORT',
    doc: 'Its port for media over TCP; used only when PARLEY_HOST is not loopback. Unset: 7881, or the next free one.',
    example: '7881',
  },
  livekitUdpPort: {
    env: 'PARLEY_LIVEKIT_UDP_PORT',
    doc: 'Its port for media over UDP. Unset: 7882, or the next free one.',
    example: '7882',
  },
  chromium: {
    env: 'PARLEY_CHROMIUM',
    doc: 'The browser for `npm test`. Unset: chromium or google-chrome from PATH.',
    example: '/usr/bin/chromium',
  },
  sipp: {
    env: 'PARLEY_SIPP',
    doc: 'The SIP caller for `npm test`. Unset: sipp from PATH.',
    example: '/usr/bin/sipp',
  },
  redis: {
    env: 'PARLEY_REDIS',
    doc: 'The store of LiveKit’s SIP API for `npm test`. Unset: redis-server from PATH.',
    example: '/usr/bin/redis-server',
  },
};
