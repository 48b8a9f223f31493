export { downloadFile, type FileDescription } from './download-file.ts';
export { defineFileKind, type FileKind } from './file-kind.ts';
export { fileMessages } from './file.messages.ts';
export { createFileStorage, type FileStorage, type OpenFile, type StoredFile } from './file-storage.ts';
export { JPEG, PDF, PNG, TEXT, WEBP, type FileType } from './file-type.ts';
export { fileWorker } from './file-work.ts';
export { InvalidStorageKeyError } from './storage-key.ts';
export { announceFile, discardFiles, keepFile, removeUnkept } from './unkept-file.ts';
export type { WrittenFile } from './write-file.ts';
