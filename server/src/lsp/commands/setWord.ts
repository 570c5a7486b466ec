import { type SetWordResult, setWordArguments } from '../../protocol/commands';
import { command } from './command';

/** Has the client write into the words file what a person has decided of a name. Row and file are theirs to see and to undo, so that it takes no trust. */
export const setWord = command({
  schema: setWordArguments,
  needsTrust: false,
  async execute({ uri, ...word }, { words }): Promise<SetWordResult> {
    return { file: await words.set(uri, word) };
  },
});
