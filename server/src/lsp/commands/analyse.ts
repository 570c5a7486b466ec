import { type AnalyseResult, analyseArguments } from '../../protocol/commands';
import { command } from './command';

/** Analyses an open document anew and waits for the result, which is shown like any other. */
export const analyse = command({
  schema: analyseArguments,
  title: 'Analysing',
  needsTrust: false,
  async execute({ uri }, { documents, annotator }, { signal }): Promise<AnalyseResult> {
    const document = documents.get(uri);
    if (!document) throw new Error(`${uri} is not open in the editor; open it to have it analysed.`);
    annotator.analyse(document);
    const { mentions, relations } = await annotator.settled(document, signal);
    const problem = annotator.problem(document);
    if (problem !== undefined) throw new Error(problem);
    return { mentions: mentions.length, relations: relations.length };
  },
});
