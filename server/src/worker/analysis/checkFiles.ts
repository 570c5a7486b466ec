import { join } from 'node:path';
import { checkCorpus } from '../../corpus/checkCorpus';
import { knownModel } from '../../corpus/knownModel';
import { corpusReportFiles } from '../../corpus/model';
import { verdict } from '../../corpus/textReport';
import { reportHtml, reportJson, save } from '../../corpus/writeReport';
import type { CheckCorpusRequest } from '../../protocol/analysis';
import type { CheckCorpusResult } from '../../protocol/commands';
import { openIndexes } from '../../terminology/openTerminologies';

/** Checks files as a corpus, and saves the report where asked. */
export async function checkFiles(
  { train, dev, test, model, terminologies: indexes, split, seed, report: folder }: CheckCorpusRequest,
  progress: (share: number, doing: string) => void,
): Promise<CheckCorpusResult> {
  const { terminologies } = openIndexes(indexes);
  const report = await checkCorpus(
    { train, dev, test },
    {
      base: await knownModel(model),
      isKnownConcept: (id) => (terminologies.find(id) ?? terminologies.withXref(id)) !== undefined,
      share: split,
      seed,
      progress,
    },
  );
  if (folder !== undefined) {
    await save(join(folder, corpusReportFiles.html), await reportHtml(report));
    // Last: who finds it finds all of the report.
    await save(join(folder, corpusReportFiles.json), reportJson(report));
  }
  return {
    usable: report.usable,
    verdict: verdict(report).trim(),
    documents: report.splits.reduce((sum, { documents }) => sum + documents, 0),
    findings: report.findings.map(({ places: _, ...finding }) => finding),
    report: folder,
  };
}
