import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeAtomically } from '../platform/atomicFile';
import { Failure } from '../platform/failure';
import { describeAccess } from '../platform/textFile';
import { viewBundle, viewPage } from '../platform/viewPage';
import type { CorpusReport } from './model';
import { textReport } from './textReport';

export const reportJson = (report: CorpusReport): string => `${JSON.stringify(report, null, 2)}\n`;

/** The report as one HTML file that needs nothing else. @throws Failure where the program's installation lacks the page */
export async function reportHtml(report: CorpusReport): Promise<string> {
  const title = `Corpus check of ${report.files.map(({ path }) => path).join(', ')}`;
  const note = 'The places are listed by a script, which is switched off here.';
  const unscripted = { headline: title, text: textReport(report), note };
  return viewPage({ title, data: report, unscripted }, await viewBundle('corpusView'));
}

/** Writes a file, and the folders that it lies in. @throws Failure where it cannot be written */
export async function save(path: string, content: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeAtomically(path, [Buffer.from(content)]);
  } catch (error) {
    throw new Failure(describeAccess(path, error as NodeJS.ErrnoException));
  }
}
