import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../../platform/atomicFile';
import { Failure } from '../../platform/failure';
import { describeAccess } from '../../platform/textFile';
import { viewBundle } from '../../platform/viewPage';
import { curveCsv, errorsCsv, figuresCsv } from './csv';
import { reportHtml } from './html';
import { type EvaluationReport, reportFiles } from './model';

/**
 * Writes a report into a folder, which may not exist yet, in each of its forms; a report that is there already is replaced.
 * @param table the figures as text
 * @throws Failure where the folder cannot be written to
 */
export async function writeReport(folder: string, report: EvaluationReport, table: string): Promise<void> {
  const contents: Record<keyof typeof reportFiles, string | undefined> = {
    json: `${JSON.stringify(report)}\n`,
    html: reportHtml(report, await viewBundle('evaluationView'), table),
    figures: figuresCsv(report),
    errors: errorsCsv(report),
    curve: report.curve && curveCsv(report.curve),
  };
  try {
    await mkdir(folder, { recursive: true });
    for (const [form, name] of Object.entries(reportFiles)) {
      const content = contents[form as keyof typeof contents];
      // What an earlier report left there is not of this one.
      if (content === undefined) await rm(join(folder, name), { force: true });
      else await writeAtomically(join(folder, name), [Buffer.from(content)]);
    }
  } catch (error) {
    throw new Failure(describeAccess(folder, error as NodeJS.ErrnoException));
  }
}
