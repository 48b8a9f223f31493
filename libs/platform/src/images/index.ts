export { IMAGE_PIXELS, inTurn, WHOLE_PIXELS } from './decoder.ts';
export { reencodeImage } from './reencode-image.ts';
export { shrinkImage } from './shrink-image.ts';
