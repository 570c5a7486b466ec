import type { Problem } from '../../annotation/problem';
import type { Concept, Release } from '../concept';

/** Where a reader puts what it finds. */
export interface ConceptSink {
  /** @param line where the concept begins, counted from 1 */
  concept(concept: Concept, line: number): void;
  problem(problem: Problem): void;
  /** What the file says about itself, as it comes to light; later calls add to earlier ones. */
  release(release: Release): void;
}

/** Takes a file's text piece by piece, cut anywhere. Never throws for what the file holds. */
export interface ChunkReader {
  write(chunk: string): void;
  end(): void;
}

export interface TerminologyFormat {
  readonly id: string;
  /** What a person calls it. */
  readonly title: string;
  /** True where an id belongs to one record of the file, so that the same id further down is worth a word. */
  readonly oneRecordPerId: boolean;
  /** @param head the first 64 K characters of a file, without byte order mark */
  detects(head: string): boolean;
  /** @param fallbackType the type of concepts whose type the file does not tell */
  open(sink: ConceptSink, fallbackType: string): ChunkReader;
}

export const problemAt = (
  severity: Problem['severity'],
  message: string,
  line: number,
  column = 1,
): Problem => ({
  severity,
  line,
  column,
  message,
});
