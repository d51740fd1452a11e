import { readFileSync } from 'node:fs';

/**
 * What the control plane keeps of the demo tenant.
 * @typedef {{ url: string, livekit_url: string, tenant_id: string, agent_id: string, api_key: string, email: string, password: string, other_api_key: string }} Demo
 *
 * @param {string} file
 * @returns {Demo | null} null: there is no demo tenant
 */
export const readDemo = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
};
