const NAME = 'antrean';
const TABLE = 'unsent';

/** What this browser keeps until the server has it, by the key of each. */
export interface Store {
  read(userId: number): Promise<unknown[]>;
  write(record: { readonly key: string; readonly userId: number }): Promise<void>;
  remove(key: string): Promise<void>;
}

const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB failed'));
  });

async function open(): Promise<IDBDatabase> {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () =>
    opening.result.createObjectStore(TABLE, { keyPath: 'key' }).createIndex('userId', 'userId');
  const database = await answerOf(opening);
  // A newer version of the console wants to open it differently.
  database.onversionchange = () => database.close();
  return database;
}

/** In IndexedDB. Where the browser forbids it, or has no room, what is kept lasts as long as the page. */
export function openStore(): Store {
  const kept = new Map<string, { readonly key: string; readonly userId: number }>();
  let opened: Promise<IDBDatabase> | undefined;
  const table = async (mode: IDBTransactionMode): Promise<IDBObjectStore> => {
    const database = await (opened ??= open());
    try {
      return database.transaction(TABLE, mode, { durability: 'strict' }).objectStore(TABLE);
    } catch (error) {
      opened = undefined; // it was closed; the next one opens it again
      throw error;
    }
  };
  return {
    read: async (userId) => {
      const own = [...kept.values()].filter((each) => each.userId === userId);
      try {
        const read: unknown[] = await answerOf((await table('readonly')).index('userId').getAll(userId));
        return [...read, ...own];
      } catch {
        return own;
      }
    },
    write: async (record) => {
      try {
        await answerOf((await table('readwrite')).put(record));
        kept.delete(record.key);
      } catch {
        kept.set(record.key, record);
      }
    },
    remove: async (key) => {
      kept.delete(key);
      try {
        await answerOf((await table('readwrite')).delete(key));
      } catch {
        return; // it was never there, or is sent again with its key
      }
    },
  };
}
