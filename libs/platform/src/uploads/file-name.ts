import type { FileType } from '../files/index.ts';

/** The name to save a file under: the given one without folders and odd characters, with an ending of its type. */
export function fileNameFor(given: string, { endings }: Pick<FileType, 'endings'>): string {
  const name = (given.split(/[/\\]/).at(-1) ?? '').replaceAll(/[\p{C}<>:"|?*]/gu, '_').replace(/^[.\s]+/, '');
  const [, stem = name, ending = ''] = /^(.+)[.]([^.]*)$/.exec(name) ?? [];
  const fitting = endings.find((each) => each === ending.toLowerCase()) ?? endings[0];
  return `${[...stem].slice(0, 100).join('').trim() || 'attachment'}.${fitting}`;
}
