import { type EvaluateResult, evaluateArguments } from '../../protocol/commands';
import { command } from './command';
import { runCorpusJob } from './corpusJob';
import { filePath } from './filePath';

/** Scores a model on a corpus with gold annotations, and saves the figures where asked. */
export const evaluate = command({
  schema: evaluateArguments,
  title: 'Evaluating',
  needsTrust: true,
  execute({ gold, model, given, seen, out }, workbench, run): Promise<EvaluateResult> {
    const choice = {
      ...workbench.model.current,
      ...(model === undefined ? {} : { reader: 'model' as const, folder: filePath(model) }),
    };
    const request = {
      type: 'evaluate',
      id: 1,
      gold: filePath(gold),
      given,
      seen: seen && filePath(seen),
      out: out && filePath(out),
    } as const;
    return runCorpusJob('The evaluation', request, choice, workbench, run, (reply) =>
      reply.type === 'evaluated' ? reply.result : undefined,
    );
  },
});
