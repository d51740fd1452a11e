/**
 * For node, of a server whose requests wait for the database: room for what many of them hold at once. In the usual 16
 * MB it is copied about, which was a tenth of a busy server's time. Costs up to 150 MB more under load.
 */
export const serverFlags = ['--max-semi-space-size=64'];
