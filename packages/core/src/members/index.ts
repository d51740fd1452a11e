export { changeRole } from './change-role.ts';
export { getMember } from './get-member.ts';
export { listMembers } from './list-members.ts';
export { removeMember } from './remove-member.ts';
