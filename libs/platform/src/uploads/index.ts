export { fileNameFor } from './file-name.ts';
export { inspectBytes } from './inspect-bytes.ts';
export { receiveUpload, type ReceivedFile } from './receive-upload.ts';
