import { Failure } from '../platform/failure';
import { indexPaths, type OpenedIndexes, openIndexes } from '../terminology/openTerminologies';

/** Opens the indexes of `--terminology`, the most important first, the embedded one last. @throws Failure where one cannot be used */
export function terminologiesOf(listed: readonly string[] = []): OpenedIndexes {
  const opened = openIndexes(indexPaths(listed, process.cwd()));
  const [problem] = opened.problems;
  if (problem !== undefined) throw new Failure(problem.replace(/\.$/, ''));
  return opened;
}
