import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath } from '../processes/find-on-path.mjs';
import { probeCommand } from '../processes/probe-command.mjs';
import { runTool } from '../processes/run-tool.mjs';
import { UserError } from '../user-error.mjs';
import { versions } from '../versions.mjs';
import { cachedLiveKitFile, checkLiveKitBinary } from './find-livekit.mjs';

/** @param {number[]} have @param {number[]} need */
const isAtLeast = ([major = 0, minor = 0], [needMajor = 0, needMinor = 0]) =>
  major > needMajor || (major === needMajor && minor >= needMinor);

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string | null>} a go command that can build the server
 */
export const findGo = async (env) => {
  const go = findOnPath('go', env);
  if (!go) return null;
  const [version, toolchain] = await Promise.all([
    probeCommand(go, ['version'], { env }),
    probeCommand(go, ['env', 'GOTOOLCHAIN'], { env }),
  ]);
  const have = (/go(\d+)\.(\d+)/.exec(version ?? '') ?? []).slice(1).map(Number);
  if (isAtLeast(have, versions.minimumGo)) return go;
  return isAtLeast(have, versions.selfUpdatingGo) && toolchain !== 'local' ? go : null;
};

/**
 * Builds the pinned server with Go into the cache; it appears there whole or not at all.
 * @param {import('./context.mjs').SetupContext} context
 * @param {string} go
 * @returns {Promise<import('./find-livekit.mjs').LiveKitBinary>}
 */
export const buildLiveKit = async ({ settings, reporter, registry, env }, go) => {
  const { cacheDir } = settings;
  mkdirSync(cacheDir, { recursive: true });
  const target = mkdtempSync(join(cacheDir, 'livekit-build-'));
  try {
    return await reporter.step(
      `LiveKit server: build ${versions.livekit} with Go (about 2 minutes)`,
      async (step) => {
        await runTool({
          registry,
          name: 'go install livekit-server',
          command: go,
          args: ['install', '-v', `github.com/livekit/livekit-server/cmd/server@${versions.livekit}`],
          cwd: cacheDir,
          env: {
            // Without a home Go knows no place for its own caches.
            ...(env.HOME ? {} : { GOPATH: join(cacheDir, 'go'), GOCACHE: join(cacheDir, 'go-build') }),
            ...env,
            GOBIN: target,
            CGO_ENABLED: '0',
          },
          logFile: join(settings.logDir, 'livekit-build.log'),
          step,
        });
        const built = await checkLiveKitBinary(join(target, 'server'));
        if (!built) throw new UserError('The LiveKit server was built, but it does not run.');
        const path = cachedLiveKitFile(cacheDir);
        renameSync(built.path, path);
        return { ...built, path };
      },
    );
  } finally {
    rmSync(target, { recursive: true, force: true });
  }
};
