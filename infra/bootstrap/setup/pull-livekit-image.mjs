import { join } from 'node:path';
import { findOnPath } from '../processes/find-on-path.mjs';
import { probeCommand } from '../processes/probe-command.mjs';
import { runTool } from '../processes/run-tool.mjs';
import { versions } from '../versions.mjs';

/**
 * The server's Docker image, where a Docker daemon answers.
 * @param {import('./context.mjs').SetupContext} context
 * @returns {Promise<import('./find-livekit.mjs').LiveKitInDocker | null>}
 */
export const pullLiveKitImage = async ({ settings, reporter, registry, env }) => {
  const docker = findOnPath('docker', env);
  if (
    !docker ||
    (await probeCommand(docker, ['version', '--format', '{{.Server.Version}}'], { env, limitMs: 5_000 })) ===
      null
  )
    return null;
  const image = `livekit/livekit-server:${versions.livekit}`;
  if ((await probeCommand(docker, ['image', 'inspect', image], { env })) === null) {
    await reporter.step(`LiveKit server: docker pull ${image}`, (step) =>
      runTool({
        registry,
        name: 'docker pull',
        command: docker,
        args: ['pull', image],
        env,
        logFile: join(settings.logDir, 'livekit-image.log'),
        step,
      }),
    );
  }
  return { kind: 'docker', docker, image };
};
