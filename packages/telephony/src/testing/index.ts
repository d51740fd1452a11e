export { findLiveKitServer } from './find-livekit-server.ts';
export { freePort } from './free-port.ts';
export { registerWorker, type TestJob, type TestWorker } from './register-worker.ts';
export { haveSipp, runSipp, type SippRun } from './run-sipp.ts';
export { joinBySignal, type SignalParticipant } from './signal-socket.ts';
export * as sippSteps from './sipp-steps.ts';
export { startLiveKitServer, type TestLiveKitServer } from './start-livekit-server.ts';
export { haveRedis, startRedis, type TestRedis } from './start-redis.ts';
