import type { Node } from 'jsonc-parser/lib/esm/main.js';
import type { Problem } from '../annotation/problem';
import { LineIndex } from '../text/lineIndex';
import { jsonTree, nodesOf } from './layout/json';
import type { Reading } from './reading';

/** Where the values of a JSON file stand. */
export interface JsonLines {
  /** @param value an object or a list that `JSON.parse` has made, by itself */
  nodeOf(value: unknown): Node | undefined;
  /** @param offset in UTF-16 units of the file */
  located(problem: Problem, offset: number): Problem;
}

/** @param whole what `JSON.parse` made of the file */
export function linesOf(content: string, whole: unknown): JsonLines {
  // As wide as what it stands for, so that places stay.
  const { root } = jsonTree(content.replace(/^\uFEFF/, ' '));
  const nodes = root ? nodesOf(whole, root) : new Map<unknown, Node>();
  const lines = new LineIndex(content);
  return {
    nodeOf: (value) => nodes.get(value),
    located(problem, offset) {
      const { line, character } = lines.positionAt(offset);
      return { ...problem, line: line + 1, column: character + 1 };
    },
  };
}

/** Gives the problems of a JSON file their lines, which are those of their sources. */
export function locate(content: string, whole: unknown, { problems, sources }: Reading): void {
  const isPlaceless = (problem: Problem) => problem.line === undefined && sources.has(problem);
  if (!problems.some(isPlaceless)) return;
  const lines = linesOf(content, whole);
  for (const [index, problem] of problems.entries()) {
    const node = isPlaceless(problem) ? lines.nodeOf(sources.get(problem)) : undefined;
    if (node) problems[index] = lines.located(problem, node.offset);
  }
}

/** What a problem is about: a value, or the list that holds it where it is no object. */
export const sourceIn = (value: unknown, list: unknown): unknown =>
  typeof value === 'object' && value !== null ? value : list;
