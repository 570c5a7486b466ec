/** The command was not used as it is meant: exit code 2. */
export class UsageError extends Error {}
