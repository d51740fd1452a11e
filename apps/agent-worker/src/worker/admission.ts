/** An accepted job that has not begun after this long never will: LiveKit gave it to somebody else. */
const assignmentMs = 20_000;

/**
 * Which jobs this worker carries. LiveKit learns the load every 2.5 s only, so that a burst would
 * pass it: what was accepted since is counted here.
 */
export class Admission {
  readonly #maxSessions: number;
  readonly #now: () => number;
  /** Accepted jobs that are not running yet, with the time of their acceptance. */
  #accepted = new Map<string, number>();
  #running = new Set<string>();

  constructor(options: { maxSessions: number; now?: () => number }) {
    this.#maxSessions = options.maxSessions;
    this.#now = options.now ?? Date.now;
  }

  /** Takes the job if there is room for it. */
  admit(jobId: string): boolean {
    this.#forgetUnassigned();
    if (this.active >= this.#maxSessions) return false;
    this.#accepted.set(jobId, this.#now());
    return true;
  }

  /** Brings it up to date with the jobs that have a process. */
  refresh(runningJobs: Iterable<string>): void {
    this.#running = new Set(runningJobs);
    for (const jobId of this.#running) this.#accepted.delete(jobId);
    this.#forgetUnassigned();
  }

  get active(): number {
    return this.#running.size + this.#accepted.size;
  }

  /** From 0 to 1: sessions by what is allowed. */
  get load(): number {
    return Math.min(1, this.active / this.#maxSessions);
  }

  #forgetUnassigned(): void {
    for (const [jobId, at] of this.#accepted) {
      if (this.#now() - at > assignmentMs) this.#accepted.delete(jobId);
    }
  }
}
