/**
 * Reads the first item at once, so that a statement that fails is told as a problem instead of ending half a file.
 * Whoever reads the result must read it to its end, or return its iterator.
 */
export async function readAhead<Item>(items: AsyncIterable<Item>): Promise<AsyncIterable<Item>> {
  const iterator = items[Symbol.asyncIterator]();
  let first: IteratorResult<Item> | undefined = await iterator.next();
  return {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        const result = first ?? (await iterator.next());
        first = undefined;
        return result;
      },
      return: async () => (await iterator.return?.()) ?? { done: true, value: undefined },
    }),
  };
}
