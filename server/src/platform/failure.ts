/** The input or the work failed. The message is a sentence for the person, with file and line where there is one. */
export class Failure extends Error {}

/** What went wrong, as one line: a stack trace helps nobody. */
export const sentence = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).trim().replace(/\s*\n\s*/g, ' ');
