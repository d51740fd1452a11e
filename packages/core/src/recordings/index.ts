export { announceRecording } from './announce-recording.ts';
export { deleteExpiredRecordings } from './delete-expired-recordings.ts';
export { deleteRecording } from './delete-recording.ts';
export { exportRecording, type RecordingExport } from './export-recording.ts';
export { storeRecording } from './store-recording.ts';
