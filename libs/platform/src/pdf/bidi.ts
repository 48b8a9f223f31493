import bidiFactory from 'bidi-js/dist/bidi.mjs';
import { splitClusters } from './clean-text.ts';

const bidi = bidiFactory();
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** A character as a reader sees it, and how deep in texts of alternating direction it stands: odd is right to left. */
export interface PlacedCluster {
  text: string;
  level: number;
}

export const isRightToLeft = (text: string): boolean => RIGHT_TO_LEFT.test(text);

/** The direction of a whole text, after its first letter. */
export function directionOf(text: string): 'ltr' | 'rtl' {
  const level = isRightToLeft(text) ? bidi.getEmbeddingLevels(text).paragraphs[0]?.level : 0;
  return level === 1 ? 'rtl' : 'ltr';
}

/** The characters of one line from left to right, as UAX 9 orders them; brackets turned where needed. */
export function fromLeftToRight(line: string, direction: 'ltr' | 'rtl'): PlacedCluster[] {
  if (!isRightToLeft(line)) return splitClusters(line).map((text) => ({ text, level: 0 }));
  const embedding = bidi.getEmbeddingLevels(line, direction);
  const clusterAt: number[] = [];
  const clusters: PlacedCluster[] = [];
  for (const cluster of splitClusters(line)) {
    const level = embedding.levels[clusterAt.length] ?? 0;
    const text = level % 2 === 1 ? (bidi.getMirroredCharacter(cluster) ?? cluster) : cluster;
    for (let unit = 0; unit < cluster.length; unit += 1) clusterAt.push(clusters.length);
    clusters.push({ text, level });
  }
  for (const [first = 0, last = 0] of bidi.getReorderSegments(line, embedding)) {
    const [start = 0, end = 0] = [clusterAt[first], clusterAt[last]];
    clusters.splice(start, end - start + 1, ...clusters.slice(start, end + 1).reverse());
  }
  return clusters;
}
