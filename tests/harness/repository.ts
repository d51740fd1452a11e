import { fileURLToPath } from 'node:url';

/** The repository's root folder, where the apps are started. */
export const repository = fileURLToPath(new URL('../../', import.meta.url));
