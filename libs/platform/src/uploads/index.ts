export { fileNameFor } from './file-name.ts';
export { inspectBytes } from './inspect-bytes.ts';
export { IMAGE_PIXELS } from './inspect-image.ts';
export { receiveUpload, type ReceivedFile } from './receive-upload.ts';
