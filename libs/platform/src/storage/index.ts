export { createFileStorage, type FileStorage, type OpenFile, type StoredFile } from './file-storage.ts';
export { InvalidStorageKeyError } from './storage-key.ts';
export type { WrittenFile } from './write-file.ts';
