export { findLiveKitServer } from './find-livekit-server.ts';
export { freePort } from './free-port.ts';
export { registerWorker, type TestWorker } from './register-worker.ts';
export { joinBySignal, type SignalParticipant } from './signal-socket.ts';
export { startLiveKitServer, type TestLiveKitServer } from './start-livekit-server.ts';
