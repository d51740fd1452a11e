export type { FakeControlPlane, FakeStore } from './fake-control-plane.ts';
export { startFakeControlPlane } from './fake-control-plane.ts';
