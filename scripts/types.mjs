// Type-checks everything, and what runs in webviews once more by itself: only there is a page with its types.
import { main, root, run } from './terminal.mjs';

const views = ['graphView', 'evaluationView', 'corpusView', 'trainingView'];
const projects = ['.', ...views.map((view) => `client/src/${view}`)];

await main(async () => {
  let failed = 0;
  for (const project of projects) {
    const command = [process.execPath, 'node_modules/typescript/bin/tsc', '-p', project];
    if ((await run(command, { cwd: root })) !== 0) failed++;
  }
  return failed > 0 ? 1 : 0;
});
