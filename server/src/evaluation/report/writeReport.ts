import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../../platform/atomicFile';
import { Failure } from '../../platform/failure';
import { packageRoot } from '../../platform/packageRoot';
import { describeAccess } from '../../platform/textFile';
import { errorsCsv, figuresCsv } from './csv';
import { type ReportPage, reportHtml } from './html';
import { type EvaluationReport, reportFiles } from './model';

/**
 * Writes a report into a folder, which may not exist yet, in each of its forms; a report that is there already is replaced.
 * @param table the figures as text
 * @throws Failure where the folder cannot be written to
 */
export async function writeReport(folder: string, report: EvaluationReport, table: string): Promise<void> {
  const contents: Record<keyof typeof reportFiles, string> = {
    json: `${JSON.stringify(report)}\n`,
    html: reportHtml(report, await reportPage(), table),
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

/** The page's bundles lie beside the program's own. */
async function reportPage(): Promise<ReportPage> {
  const read = (file: string) => readFile(join(packageRoot(), 'dist', file), 'utf8');
  try {
    const [script, style] = await Promise.all([read('evaluationView.js'), read('evaluationView.css')]);
    return { script: withoutSourceMap(script), style: withoutSourceMap(style) };
  } catch {
    throw new Failure(
      'the page of the report is missing beside the program; install BioGloss again, or run npm run build in its sources',
    );
  }
}

/** A map that is not beside the file would be asked for in vain. */
const withoutSourceMap = (text: string): string =>
  text.replace(/\/\/# sourceMappingURL=\S*\s*$|\/\*# sourceMappingURL=\S* \*\/\s*$/, '');
