export { createTrunk } from './create-trunk.ts';
export { deleteTrunk } from './delete-trunk.ts';
export { getTrunk } from './get-trunk.ts';
export { listTrunkPlans, type TrunkPlan } from './list-trunk-plans.ts';
export { listTrunks } from './list-trunks.ts';
export { noteTrunkSync } from './note-trunk-sync.ts';
export { updateTrunk } from './update-trunk.ts';
