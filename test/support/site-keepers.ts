import type {
  Pacer,
  RequestKind,
  SessionVault,
  SiteTrouble,
} from '../../src/integrations/tracker/site.ts';

/** One turn of a {@link RecordingPacer}; times in ms since the epoch. */
export interface Turn {
  readonly kind: RequestKind;
  readonly from: number;
  readonly to: number;
}

/** A pacer without pauses that remembers what it was asked for. */
export interface RecordingPacer extends Pacer {
  readonly turns: readonly Turn[];
  readonly backOffs: readonly number[];
  readonly failures: readonly SiteTrouble[];
  readonly halts: readonly string[];
  /** What is done in each turn before its request: a wait, in which things may happen. */
  whileWaiting: () => Promise<void>;
  forget(): void;
}

/** Creates a pacer that lets everything through at once. */
export function recordingPacer(): RecordingPacer {
  const turns: Turn[] = [];
  const backOffs: number[] = [];
  const failures: SiteTrouble[] = [];
  const halts: string[] = [];
  const now = () => performance.timeOrigin + performance.now();
  const pacer: RecordingPacer = {
    turns,
    backOffs,
    failures,
    halts,
    whileWaiting: () => Promise.resolve(),
    forget() {
      turns.length = backOffs.length = failures.length = halts.length = 0;
    },
    async run(kind, request) {
      await pacer.whileWaiting();
      const from = now();
      try {
        return await request(() => undefined);
      } finally {
        turns.push({ kind, from, to: now() });
      }
    },
    backOff: (ms) => Promise.resolve(void backOffs.push(ms)),
    failed: (trouble) => Promise.resolve(void failures.push(trouble)),
    halt: (kind) => Promise.resolve(void halts.push(kind)),
  };
  return pacer;
}

/** A vault in memory. */
export interface MemoryVault extends SessionVault {
  stored: string | null;
  logins: number;
  refusals: number;
  saves: number;
}

/** Creates an empty vault. */
export function memoryVault(): MemoryVault {
  const vault: MemoryVault = {
    stored: null,
    logins: 0,
    refusals: 0,
    saves: 0,
    load: () => Promise.resolve(vault.stored),
    async save(state) {
      vault.stored = state;
      vault.saves += 1;
    },
    async clear() {
      vault.stored = null;
    },
    checkLogin: () => Promise.resolve(),
    async recordLogin() {
      vault.logins += 1;
    },
    async credentialsRefused() {
      vault.refusals += 1;
    },
  };
  return vault;
}
