/** The input or the work failed: exit code 1. The message is a sentence for the person, with file and line where there is one. */
export class Failure extends Error {}

/** The command was not used as it is meant: exit code 2. */
export class UsageError extends Error {}

/** What went wrong, as one line: a stack trace helps nobody at a prompt. */
export const sentence = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).trim().replace(/\s*\n\s*/g, ' ');
