import type { EmbeddedServer } from '@antrean/embedded';

interface State {
  postgres: EmbeddedServer;
  dataDir: string;
}

let state: State | undefined;

export const keep = (started: State): void => {
  state = started;
};
export const kept = (): State | undefined => state;
