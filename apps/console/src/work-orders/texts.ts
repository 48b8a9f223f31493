import { workEn } from './text-en.ts';
import { workId } from './text-id.ts';

export const WORK_TEXTS = { id: { work: workId }, en: { work: workEn } };
