import { freePort } from './free-port.ts';
import { openWorkArea, type WorkArea } from './open-work-area.ts';
import { type ControlPlane, startControlPlane } from './start-control-plane.ts';
import { type LivekitServer, startLivekit } from './start-livekit.ts';
import { type Simulators, startSimulators } from './start-simulators.ts';
import { startWorker, type Worker } from './start-worker.ts';

export interface StackOptions {
  /** Names the folder with its data and logs: test-results/<name>. */
  name: string;
  /** Default: both. */
  parts?: ('simulators' | 'worker')[];
  controlPlaneEnv?: Record<string, string>;
  workerEnv?: Record<string, string>;
}

/** LiveKit, control plane, simulators and worker as processes of their own, on random ports of loopback. */
export class Stack {
  readonly area: WorkArea;
  readonly livekit: LivekitServer;
  readonly #options: StackOptions;
  readonly #port: number;
  #controlPlane: ControlPlane | undefined;
  #simulators: Simulators | undefined;
  #worker: Worker | undefined;

  constructor(area: WorkArea, livekit: LivekitServer, port: number, options: StackOptions) {
    this.area = area;
    this.livekit = livekit;
    this.#port = port;
    this.#options = options;
  }

  get controlPlane(): ControlPlane {
    return present(this.#controlPlane, 'control plane');
  }

  get simulators(): Simulators {
    return present(this.#simulators, 'simulators');
  }

  get worker(): Worker {
    return present(this.#worker, 'worker');
  }

  /** Also a second time: same port, same data. */
  async startControlPlane(): Promise<ControlPlane> {
    const { area, livekit } = this;
    const env = this.#options.controlPlaneEnv;
    this.#controlPlane = await startControlPlane({ area, livekit, port: this.#port, env });
    return this.#controlPlane;
  }

  async startSimulators(): Promise<void> {
    this.#simulators = await startSimulators(this.area);
  }

  /** Without simulators the worker gets the addresses of nobody: good for calls that never speak. */
  async startWorker(env: Record<string, string> = {}): Promise<Worker> {
    const { area, livekit } = this;
    this.#worker = await startWorker({
      area,
      livekit,
      controlPlaneUrl: this.controlPlane.url,
      providers: this.#simulators?.env ?? {},
      env: { ...this.#options.workerEnv, ...env },
    });
    return this.#worker;
  }

  stop(): Promise<void> {
    return this.area.stopAll();
  }
}

/** Starts what `options.parts` names beside LiveKit and the control plane; when one fails, nothing stays. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const area = await openWorkArea(options.name);
  const parts = options.parts ?? ['simulators', 'worker'];
  try {
    const port = await freePort();
    const livekit = await startLivekit({ area, webhookUrl: `http://127.0.0.1:${port}/livekit/webhook` });
    const stack = new Stack(area, livekit, port, options);
    await stack.startControlPlane();
    if (parts.includes('simulators')) await stack.startSimulators();
    if (parts.includes('worker')) await stack.startWorker();
    return stack;
  } catch (error) {
    await area.stopAll();
    throw error;
  }
}

function present<T>(part: T | undefined, what: string): T {
  if (part === undefined) throw new Error(`this stack has no ${what}`);
  return part;
}
