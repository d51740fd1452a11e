/** Something the person at the keyboard can put right: shown as it is, without a stack. */
export class UserError extends Error {
  /** @param {string} message @param {{ detail?: string }} [options] */
  constructor(message, options = {}) {
    super(message);
    this.name = 'UserError';
    this.detail = options.detail ?? '';
  }
}
