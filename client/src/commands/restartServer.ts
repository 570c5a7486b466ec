import type { CommandContext } from './commandContext';

/** Ends the language server with its workers and starts it anew; open documents are analysed again. */
export const restartServer = ({ client }: CommandContext): Promise<void> => client.restart();
