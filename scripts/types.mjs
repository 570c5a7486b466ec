// Type-checks everything, and what runs in webviews once more by itself: only there is a page with its types.
import { viewEntryPoints } from './build.mjs';
import { main, root, run } from './terminal.mjs';

const projects = ['.', ...Object.keys(viewEntryPoints).map((view) => `client/src/${view}`)];

await main(async () => {
  let failed = 0;
  for (const project of projects) {
    const command = [process.execPath, 'node_modules/typescript/bin/tsc', '-p', project];
    if ((await run(command, { cwd: root })) !== 0) failed++;
  }
  return failed > 0 ? 1 : 0;
});
