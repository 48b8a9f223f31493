/** What an embedded server needs to start. */
export type EmbeddedServerOptions = {
  /** Folder for its data; created when missing. */
  dataDir: string;
  /** Port on 127.0.0.1. Without it a free one is chosen, and chosen again the next time if it is still free. */
  port?: number;
  /** Gets what the server writes while it runs. What it writes while starting goes into the error of a failed start. */
  log(line: string): void;
};

/** A server that runs as a process of its own on 127.0.0.1. */
export type EmbeddedServer = {
  /** Connection string. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Resolves, never rejects, with how the process ended: `exit code 1`, `signal SIGKILL`. */
  readonly exited: Promise<string>;
  /** Ends it in order, its data safe on disk. */
  stop(): Promise<void>;
  /** Ends it at once; the next start recovers. */
  kill(): void;
};
