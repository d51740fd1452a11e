import { nearPath } from '../console/near-path.mjs';

/**
 * What somebody needs who wants to use what is running.
 * @param {object} options
 * @param {string} options.publicUrl
 * @param {import('../stack/start-stack.mjs').Stack} options.stack
 * @param {import('./read-demo.mjs').Demo | null} options.demo
 * @param {string} options.logDir
 */
export const describeStack = ({ publicUrl, stack, demo, logDir }) => {
  const lines = [
    ['Talk to the agent', demo ? `${publicUrl}/talk#key=${demo.api_key}` : `${publicUrl}/talk`],
    ...(demo
      ? [
          ['Demo login', `${demo.email} · ${demo.password}`],
          ['API key', demo.api_key],
          ['Kept in', nearPath(stack.demoFile)],
        ]
      : []),
    ...(demo && stack.pids()['phone-gateway'] ? [['Ring the agent', `sip:+15550100@${stack.urls.sip}`]] : []),
    ['API', `${publicUrl}/openapi.json`],
    ['LiveKit', stack.urls.livekit],
    ['Logs', nearPath(logDir)],
  ];
  return ['', 'Parley is up.', ...lines.map(([name, value]) => `  ${`${name}:`.padEnd(19)}${value}`)].join(
    '\n',
  );
};
