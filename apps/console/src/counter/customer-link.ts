import { useEffect, useRef } from 'react';

/** A line of a basket, at the price that the customer was told. */
export interface BasketLine {
  readonly productId: number;
  readonly name: string;
  readonly price: number;
  readonly quantity: number;
}

/** What a counter shows to its customer. */
export type Shown =
  | { readonly is: 'idle' }
  | { readonly is: 'basket'; readonly lines: readonly BasketLine[]; readonly total: number }
  | {
      readonly is: 'sold';
      /** Epoch milliseconds. */
      readonly at: number;
      readonly total: number;
      readonly change: number;
      /** Null while it is not numbered. */
      readonly invoice: string | null;
    };

/** Of the counter and of the screen that faces its customer: two windows of one browser. */
const CHANNEL = 'antrean-counter';
const WHO_IS_THERE = 'who is there?';
type Message = typeof WHO_IS_THERE | Shown;

/** Shows it on the customer's screen of this machine, also on one that is opened later. */
export function useShowCustomer(shown: Shown): void {
  const channel = useRef<BroadcastChannel | null>(null);
  const latest = useRef(shown);
  useEffect(() => {
    const opened = new BroadcastChannel(CHANNEL);
    channel.current = opened;
    opened.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data === WHO_IS_THERE) opened.postMessage(latest.current);
    };
    return () => {
      opened.postMessage({ is: 'idle' } satisfies Shown);
      opened.close();
    };
  }, []);
  const text = JSON.stringify(shown);
  useEffect(() => {
    latest.current = shown;
    channel.current?.postMessage(shown);
    // What it shows has changed, however it was made.
  }, [text]);
}

/** Tells what the counter of this machine shows. @returns to listen no more */
export function watchCounter(watcher: (shown: Shown) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data !== WHO_IS_THERE) watcher(data);
  };
  channel.postMessage(WHO_IS_THERE);
  return () => channel.close();
}
