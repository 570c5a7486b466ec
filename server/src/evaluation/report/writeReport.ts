import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../../platform/atomicFile';
import { Failure } from '../../platform/failure';
import { describeAccess } from '../../platform/textFile';
import { viewBundle } from '../../platform/viewPage';
import { errorsCsv, figuresCsv } from './csv';
import { reportHtml } from './html';
import { type EvaluationReport, reportFiles } from './model';

/**
 * Writes a report into a folder, which may not exist yet, in each of its forms; a report that is there already is replaced.
 * @param table the figures as text
 * @throws Failure where the folder cannot be written to
 */
export async function writeReport(folder: string, report: EvaluationReport, table: string): Promise<void> {
  const contents: Record<keyof typeof reportFiles, string> = {
    json: `${JSON.stringify(report)}\n`,
    html: reportHtml(report, await viewBundle('evaluationView'), table),
    figures: figuresCsv(report),
    errors: errorsCsv(report),
  };
  try {
    await mkdir(folder, { recursive: true });
    for (const [form, name] of Object.entries(reportFiles))
      await writeAtomically(join(folder, name), [Buffer.from(contents[form as keyof typeof contents])]);
  } catch (error) {
    throw new Failure(describeAccess(folder, error as NodeJS.ErrnoException));
  }
}
